"""What a walk is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

ACCESS = "{{access}}"


@dataclass(frozen=True)
class Step:
    """A request of the walk, by its operation in the description, and what its answer must be.

    Names and titles are “한국어 · English”. `checks` maps a title to JavaScript that throws where `answer` is wrong;
    `saves` maps a collection variable to JavaScript that gives it. `refusal` makes the error that the step must meet
    (instead of `status`); `says` is a remark in Korean.
    """

    name: str
    operation: str
    status: int = 200
    refusal: Callable[[], Exception] | None = None
    says: str = ""
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    path: str | None = None
    """Another spelling of the operation's path."""
    bearer: str | None = ACCESS
    shown: bool = True
    """Whether the description's example of an answer is one for this step."""
    before: str = ""
    checks: Mapping[str, str] = field(default_factory=dict)
    saves: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Folder:
    """A row of the brief."""

    name: str
    says: str
    steps: tuple[Step, ...]


def refused_by(serializer: type[Serializer[Any]], data: Any) -> Exception:
    """Return the error that a serializer raises at `data`. Raises AssertionError where it takes it."""
    try:
        serializer(data=data).is_valid(raise_exception=True)
    except ValidationError as error:
        return error
    raise AssertionError(f"{serializer.__name__} takes {data}")
