import pytest

HEADER = "X-Request-ID"
GIVEN = "5d5ab4c3-0b7e-4a53-9a51-0d8f3bb6a1d2"


def test_every_answer_has_an_id_of_its_own(client):
    first, second = (client.get("/nowhere/")[HEADER] for _ in range(2))
    assert len(first) == len(second) == 32
    assert first != second


def test_nobody_is_believed_without_a_proxy(client):
    assert client.get("/nowhere/", headers={HEADER: GIVEN})[HEADER] != GIVEN


def test_a_proxys_id_is_kept(client, settings):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/nowhere/", headers={HEADER: GIVEN})[HEADER] == GIVEN


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "with space", "alice@example.org", "<b>12345678</b>", "٣" * 9]
)
def test_what_is_no_id_is_replaced(client, settings, given):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/nowhere/", headers={HEADER: given})[HEADER] != given


def test_errors_have_it_too(client, db):
    assert client.get("/api/expenses/list/")[HEADER]
