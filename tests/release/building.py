"""Building what is released, and installing it, without a network: what it needs comes from where the tests run."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path
from zipfile import ZipFile

from tests.servers import ROOT

# What the environment says about paths and data is not the installed program's business.
NOT_HANDED_ON = ("BUDGET_DATA", "DJANGO_SETTINGS_MODULE", "PYTHONPATH", "XDG_DATA_HOME")


def sources() -> list[str]:
    """Return every file that the repository keeps, or that the sdist brought, by its path from the root."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    else:
        listed = (ROOT / "harumok.egg-info" / "SOURCES.txt").read_text().splitlines()
    return sorted(name for name in listed if (ROOT / name).is_file())


def build(folder: Path) -> tuple[Path, Path]:
    """Build from a copy of the sources; return the sdist, and the wheel that was built from it."""
    for name in sources():
        copy = folder / "sources" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder / "sources")
    [sdist], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel into an environment of its own; return the program."""
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    run(sys.executable, "-m", "pip", "--quiet", "--python", python, "install", "--no-deps", "--no-index", wheel)
    return folder / "bin" / "budget"


def run(*command: str | Path, environment: dict[str, str] | None = None, folder: Path | None = None) -> str:
    """Run to a good end; return what it printed."""
    done = subprocess.run(
        command, env=environment or dict(os.environ), cwd=folder, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout


def files_in(archive: Path) -> set[str]:
    """Return the files of a wheel, or those of an sdist, by their path from its root."""
    if archive.suffix == ".whl":
        return set(ZipFile(archive).namelist())
    with tarfile.open(archive) as content:
        return {member.name.partition("/")[2] for member in content if member.isfile()}
