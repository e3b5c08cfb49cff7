"""docker-compose.yml, .env and the Dockerfile, as Compose and the builder read them."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
# $$, ${NAME}, ${NAME:-otherwise} and ${NAME:?complaint}; in the last two there may be one more of these.
FILLED_IN = re.compile(r"\$(?:(\$)|\{(\w+)(?::([-?])((?:[^{}]|\{[^{}]*\})*))?\})")


class Missing(Exception):
    """What Compose says about a variable that has to be set."""


def dotenv(text: str) -> dict[str, str]:
    """Return what an .env file sets, where nothing is quoted."""
    pairs = (line.partition("=") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: value.strip() for name, _, value in pairs}


def fill_in(value: Any, variables: Mapping[str, str]) -> Any:
    """Return a part of the file with its variables filled in. Raises Missing."""
    if isinstance(value, dict):
        return {key: fill_in(part, variables) for key, part in value.items()}
    if isinstance(value, list):
        return [fill_in(part, variables) for part in value]
    return FILLED_IN.sub(lambda match: _meaning(match, variables), value) if isinstance(value, str) else value


def _meaning(match: re.Match[str], variables: Mapping[str, str]) -> str:
    dollar, name, how, rest = match.groups()
    if dollar:
        return "$"
    if variables.get(name) or not how:
        return variables.get(name, "")
    if how == "?":
        raise Missing(f"required variable {name} is missing a value: {rest}")
    return str(fill_in(rest, variables))


def example(**filled_in: str) -> dict[str, str]:
    """Return what .env.example sets, once its empty values are filled in."""
    found = dotenv((ROOT / ".env.example").read_text())
    assert set(filled_in) == {name for name, value in found.items() if not value}
    return found | filled_in


def services(variables: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the services, each with the `environment` that its containers get. Raises Missing."""
    found: dict[str, dict[str, Any]] = fill_in(yaml.safe_load((ROOT / "docker-compose.yml").read_text()), variables)[
        "services"
    ]
    for service in found.values():
        service["environment"] = {**(variables if "env_file" in service else {}), **service["environment"]}
    return found


def ours(variables: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the services that run our image. Raises Missing."""
    return {name: service for name, service in services(variables).items() if service["image"] == "harumok"}


def variables() -> set[str]:
    """Return every variable that the Compose file heeds."""
    return set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))


@dataclass
class Stage:
    """From one FROM to the next."""

    base: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)


def stages() -> list[Stage]:
    """Return the Dockerfile's stages with their steps, continued lines put together."""
    text = "\n".join(line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#"))
    found: list[Stage] = []
    for line in text.replace("\\\n", " ").splitlines():
        instruction, _, rest = line.strip().partition(" ")
        if instruction == "FROM":
            base, _, name = rest.partition(" AS ")
            found.append(Stage(base, name))
        elif instruction:
            found[-1].steps.append((instruction, rest.strip()))
    return found


def flags(rest: str) -> tuple[dict[str, str], str]:
    """Return the --flags that an instruction begins with, and what follows them."""
    found = {}
    while match := re.match(r"--([\w-]+)=(\S+)\s+", rest):
        found[match[1]] = match[2]
        rest = rest[match.end() :]
    return found, rest


def environment_of(rest: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return what an ENV sets, with $NAME filled in from what was set before."""
    pairs = (word.split("=", 1) for word in shlex.split(rest))
    return {name: re.sub(r"\$(\w+)", lambda match: known.get(match[1], ""), value) for name, value in pairs}


def exec_form(rest: str) -> list[str]:
    """Return the words of a command written as a JSON list, the only form that gets signals."""
    words: list[str] = json.loads(rest)
    return words


def context() -> Iterator[Path]:
    """Give each file that COPY can see, relative to the project: what .dockerignore names is left out."""
    lines = (line.strip() for line in (ROOT / ".dockerignore").read_text().splitlines())
    patterns = [line for line in lines if line and not line.startswith("#")]
    for folder, folders, files in ROOT.walk():
        here = folder.relative_to(ROOT)
        folders[:] = [name for name in folders if not _is_ignored(here / name, patterns)]
        yield from (here / name for name in files if not _is_ignored(here / name, patterns))


def _is_ignored(path: PurePath, patterns: list[str]) -> bool:
    return any(path.full_match(pattern) for pattern in patterns)
