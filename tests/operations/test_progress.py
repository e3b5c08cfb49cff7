"""On a terminal one sees how far it is; elsewhere nothing but the result."""

import io

from .making import back_up, restore


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_far_it_is(home, away, backup_file, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    back_up(home, backup_file)
    restore(away, backup_file)
    assert "checking: 100 %" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r")


def test_a_log_does_not(home, backup_file, capsys):
    back_up(home, backup_file)
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"{backup_file}: ")
