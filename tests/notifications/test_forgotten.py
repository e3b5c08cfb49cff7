"""A forgotten password, from the login page on."""

import pytest
from django_tasks_db.models import DBTaskResult

from tests.web.reading import words

FORGOTTEN = "/account/forgotten/"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.SMTP_HOST = "mail.example.org"


def test_the_login_page_leads_there(client):
    assert f'href="{FORGOTTEN}"' in client.get("/login/").content.decode()


def test_it_asks_for_a_mailed_link_and_tells_nobody_who_is_here(alice, client):
    answers = [client.post(FORGOTTEN, {"username": name}, follow=True) for name in ("alice", "nobody")]
    alices, nobodys = map(words, answers)
    assert "링크가 곧 도착해요" in alices
    assert alices == nobodys
    assert DBTaskResult.objects.count() == 2


def test_a_name_is_needed(client):
    answer = client.post(FORGOTTEN, {"username": ""})
    assert answer.status_code == 422
    assert 'id="id_username_error"' in answer.content.decode()


def test_asking_too_often_is_said(alice, client):
    answers = [client.post(FORGOTTEN, {"username": "alice"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert 'role="alert"' in answers[-1].content.decode()


def test_where_no_mail_is_sent_it_says_so(client, settings):
    settings.SMTP_HOST = ""
    answer = client.get(FORGOTTEN)
    assert "메일을 보내지 않아요" in words(answer)
    assert "username" not in answer.content.decode()
