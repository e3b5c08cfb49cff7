import pytest

from tests.factories import make_expense, make_plan

from .asking import ALL, recommendation, statistics, summary


def labels(found):
    """The labels of the first category, wherever a report has them."""
    lists = [found.get("category_recommendations"), found.get("category_summary")]
    lists += [found.get("month_to_date", {}).get("categories"), found.get("vs_last_month", {}).get("categories")]
    return {rows[0]["label"] for rows in lists if rows}


@pytest.fixture(autouse=True)
def _a_month(alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 200_000)


@pytest.mark.parametrize("ask", ALL)
def test_it_is_korean_unless_asked_otherwise(as_alice, ask):
    found = ask(as_alice)
    assert labels(found) == {"식비"}
    assert "원" in found["message"]


@pytest.mark.parametrize("ask", ALL)
def test_it_is_in_the_language_the_client_accepts(as_alice, ask):
    found = ask(as_alice, **{"Accept-Language": "en"})
    assert labels(found) == {"Food"}
    assert found["message"].isascii() or "₩" in found["message"]


@pytest.mark.parametrize("ask", ALL)
def test_it_prefers_the_language_the_person_has_chosen(alice, as_alice, ask):
    alice.language = "en"
    alice.save()
    assert labels(ask(as_alice, **{"Accept-Language": "ko"})) == {"Food"}


def test_codes_and_numbers_never_change_with_the_language(as_alice):
    korean, english = (summary(as_alice, **{"Accept-Language": language}) for language in ("ko", "en"))
    assert korean["situation"] == english["situation"]
    assert korean["category_summary"][0] | {"label": ""} == english["category_summary"][0] | {"label": ""}


def test_the_sentence_names_the_mornings_amount(as_alice):
    found = recommendation(as_alice, "2026-11-22", **{"Accept-Language": "en"})
    assert f"₩{found['total_recommended_amount']:,}" in found["message"]


def test_it_names_the_amount_in_the_persons_own_currency(alice, as_alice):
    alice.currency = "USD"
    alice.save()
    found = recommendation(as_alice, "2026-11-22", **{"Accept-Language": "en"})
    assert found["total_recommended_amount"] == 33_300
    assert "$333.00" in found["message"]
    assert "US$333.00" in recommendation(as_alice, "2026-11-22")["message"]


def test_all_three_say_the_same(as_alice):
    assert len({ask(as_alice)["message"] for ask in (recommendation, summary, statistics)}) == 1
