import json
import logging

from budget import server
from budget.operations import logs


def test_a_child_that_fails_says_so_in_the_log_and_keeps_values_to_itself(tmp_path):
    file = tmp_path / "log"

    def fail() -> None:
        handler = logging.FileHandler(file)
        handler.setFormatter(logs.formatter("JSON"))
        logging.getLogger().addHandler(handler)
        int("canary-memo")

    child = server.FORK.Process(target=server._live, args=("tester", fail))
    child.start()
    child.join()
    assert child.exitcode == 1
    (line,) = map(json.loads, file.read_text().splitlines())
    assert (line["level"], line["event"]) == ("critical", "the tester failed")
    assert line["exception"].endswith("ValueError")
    assert "canary-memo" not in line["exception"].replace('int("canary-memo")', "")
