"""What docs/docker.md tells people to type."""

import re
import shlex

from .compose import ROOT


def commands(after: str) -> list[list[str]]:
    """Return the words of each command in the first block that follows some text."""
    _, _, rest = (ROOT / "docs/docker.md").read_text().partition(after)
    block = re.search(r"```sh\n(.*?)```", rest, re.DOTALL)
    assert block, after
    return [shlex.split(line, comments=True) for line in block[1].splitlines()]
