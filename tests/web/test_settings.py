import io
import zipfile

import pytest

from accounts.access import LOGIN
from accounts.models import AuthSession, User
from tests.factories import make_expense, make_plan
from tests.parallel import committed

RULES = {"currency": "KRW", "month_start_day": "25", "rounding_unit": "1000", "floor_percent": "20"}
PROFILE = {"language": "en", "theme": "dark", "time_zone": "America/New_York", "email": ""}


def test_the_rules_are_kept(alice, pages):
    assert pages.post("/settings/rules/", RULES)["Location"] == "/settings/#set-m"
    alice.refresh_from_db()
    assert (alice.month_start_day, alice.rounding_unit, alice.floor_percent) == (25, 1000, 20)


@pytest.mark.parametrize(
    ("part", "given"), [("profile", PROFILE | {"language": "ko"}), ("rules", RULES), ("privacy", {})]
)
def test_one_comes_back_to_the_part_that_was_saved(pages, part, given):
    path, _, heading = pages.post(f"/settings/{part}/", given)["Location"].partition("#")
    assert f'id="{heading}"' in pages.get(path).content.decode()


def test_a_value_set_through_the_api_can_be_kept(alice, pages):
    User.objects.update(rounding_unit=70)
    assert 'value="70" selected' in pages.get("/settings/").content.decode()
    assert pages.post("/settings/rules/", RULES | {"rounding_unit": "70"}).status_code == 302


def test_the_currency_stays_while_there_are_amounts_and_the_page_says_why(alice, pages):
    make_plan(alice, food=300_000)
    answer = pages.post("/settings/rules/", RULES | {"currency": "USD"})
    assert answer.status_code == 422
    assert "통화" in answer.content.decode()
    assert 'id="id_currency_error"' in answer.content.decode()
    alice.refresh_from_db()
    assert (alice.currency, alice.month_start_day) == ("KRW", 1)


def test_language_and_colours_change_at_once(alice, pages):
    pages.post("/settings/profile/", PROFILE)
    page = pages.get("/settings/").content.decode()
    assert '<html lang="en" data-theme="dark">' in page


def test_an_unknown_time_zone_is_refused_beside_its_field_and_kept_in_it(alice, pages):
    page = pages.post("/settings/profile/", PROFILE | {"time_zone": "Mars/Olympus"})
    assert page.status_code == 422
    assert 'value="Mars/Olympus"' in page.content.decode()
    assert 'id="id_time_zone_error"' in page.content.decode()


def test_sharing_is_turned_off_by_leaving_the_switch_off(alice, pages):
    pages.post("/settings/privacy/", {})
    alice.refresh_from_db()
    assert not alice.share_anonymously


@pytest.mark.parametrize("path", ["/settings/rules/", "/settings/profile/", "/settings/privacy/"])
def test_looking_changes_nothing(pages, path):
    assert pages.get(path).status_code == 405


def test_other_logins_can_be_ended_and_stop_at_once(alice, pages, pages_of):
    elsewhere = pages_of(alice)
    assert pages.post(f"/settings/logins/{elsewhere.session[LOGIN]}/end/").status_code == 302
    assert elsewhere.get("/settings/")["Location"].startswith("/login/")
    assert pages.get("/settings/").status_code == 200


def test_nobody_ends_the_logins_of_others(pages, bob, pages_of):
    pages_of(bob)
    assert pages.post(f"/settings/logins/{AuthSession.objects.get(user=bob).pk}/end/").status_code == 404
    assert AuthSession.objects.get(user=bob).revoked_at is None


def test_a_new_password_ends_all_other_logins(alice, pages_of):
    alice.set_password("until now 하나")
    alice.save()
    here, elsewhere = pages_of(alice), pages_of(alice)
    wrong = here.post("/settings/password/", {"current_password": "guessed", "new_password": "from now on 둘"})
    assert wrong.status_code == 422
    assert 'id="id_current_password_error"' in wrong.content.decode()
    here.post("/settings/password/", {"current_password": "until now 하나", "new_password": "from now on 둘"})
    alice.refresh_from_db()
    assert alice.check_password("from now on 둘")
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302


def test_everything_can_be_taken_away(alice, pages):
    make_expense(alice, 9_500, memo="점심")
    answer = pages.get("/settings/export/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "점심" in archive.read("expenses.csv").decode("utf-8-sig")


@committed
def test_everything_can_be_erased_with_the_password(alice, pages):
    alice.set_password("once more 하나")
    alice.save()
    assert pages.post("/settings/erase/", {"password": "guessed"}).status_code == 422
    assert User.objects.filter(pk=alice.pk).exists()
    assert pages.post("/settings/erase/", {"password": "once more 하나"})["Location"] == "/erased/"
    assert not User.objects.filter(pk=alice.pk).exists()
    assert pages.get("/settings/").status_code == 302
