"""Write what the service answers now into a page, to be read before it is committed.

python -m tests.docs.rewrite docs/api.md
"""

import os
import re
import sys
from pathlib import Path

import django

import tests.database  # noqa: F401 - points at a database of its own

TOKEN = re.compile(r"\beyJ[\w.-]+")


def rewrite(page: Path) -> None:
    """Put what is printed in place of what is shown."""
    from tests.docs.running import run, steps

    lines = page.read_text().splitlines(keepends=True)
    # From the end, so that the lines before keep their numbers.
    for step, output in reversed(list(zip(steps(page), run(page), strict=True))):
        if step.answer:
            first = step.answer.line - 1
            lines[first : first + step.answer.text.count("\n")] = [TOKEN.sub("eyJ…", output.strip()) + "\n"]
    page.write_text("".join(lines))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
    django.setup()
    rewrite(Path(sys.argv[1]).resolve())
