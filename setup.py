"""What pyproject.toml cannot say: translations are compiled while building."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTranslations(build_py):
    """Puts a compiled catalogue beside every catalogue that goes into the wheel."""

    def run(self) -> None:
        super().run()
        for source in Path(self.build_lib).glob("*/locale/*/LC_MESSAGES/*.po"):
            with source.open("rb") as catalogue, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(catalogue))


setup(cmdclass={"build_py": BuildWithTranslations})
