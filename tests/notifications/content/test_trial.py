import pytest

from notifications.models import Kind

from .saying import said


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "하루몫 알림이 잘 도착했어요"), ("en", "Messages from Harumok arrive here")]
)
def test_a_test_message_says_that_it_is_one(alice, language, title):
    alice.language = language
    alice.save()
    found = said(alice, Kind.TEST, subject="0123456789abcdef")
    assert found.title == title
    assert "시험" in found.text or "test" in found.text
