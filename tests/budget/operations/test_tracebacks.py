import pytest
from django.db import DataError, IntegrityError, OperationalError, connection

from budget.operations.tracebacks import rendered


def text_of(error: BaseException) -> str:
    return rendered((type(error), error, error.__traceback__))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("canary"), KeyError("canary"), TypeError("Field 'id' expected a number but got 'canary'."),
        AssertionError("canary"), IntegrityError("Key (name)=(canary) already exists."), DataError("canary"),
        OSError("https://canary.example/token"),
    ],
)  # fmt: skip
def test_texts_that_may_repeat_what_was_entered_are_left_out(error):
    assert "canary" not in text_of(error)


def test_texts_about_code_and_servers_stay():
    assert text_of(AttributeError("no attribute 'x'")).endswith("AttributeError: no attribute 'x'")
    assert text_of(OperationalError("database is locked")).endswith(
        "django.db.utils.OperationalError: database is locked"
    )


def test_of_these_too_the_first_line_only():
    assert "canary" not in text_of(OperationalError("no such table\nDETAIL: canary"))


def test_causes_are_told_in_order():
    canary = "sings"
    try:
        try:
            raise KeyError(canary)
        except KeyError as error:
            raise RuntimeError(canary) from error
    except RuntimeError as error:
        text = text_of(error)
    assert text.index("KeyError") < text.index("direct cause") < text.index("RuntimeError")
    assert "sings" not in text


def test_what_came_before_is_told_unless_it_was_hushed_up():
    late = RuntimeError()
    late.__context__ = KeyError()
    assert "During handling" in text_of(late)
    late.__suppress_context__ = True
    assert "KeyError" not in text_of(late)


def test_a_ring_of_causes_ends():
    first, second = RuntimeError(), RuntimeError()
    first.__cause__, second.__cause__ = second, first
    assert text_of(first).count("Traceback") == 2


def test_a_databases_refusal_keeps_the_values_to_itself(alice):
    with pytest.raises(IntegrityError) as caught, connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_user (username_key) SELECT username_key FROM accounts_user")
    assert "alice" not in text_of(caught.value)
