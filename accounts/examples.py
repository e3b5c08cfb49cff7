"""Bodies and answers for the API's description."""

from core.api.schema import example_answer, example_request

CREDENTIALS = {"username": "홍길동", "password": "여덟 글자면 무엇이든"}
TO_REGISTER = example_request("A name and a password are enough", CREDENTIALS)
TO_LOG_IN = example_request("A name and a password", CREDENTIALS)
REFRESH = example_request("The newest refresh token", {"refresh": "eyJhbGciOi…"})
TOKENS = example_answer("A pair", {"access": "eyJhbGciOi…", "refresh": "eyJhbGciOi…"})
PERSON = example_answer(
    "With the settings people begin with",
    {
        "id": 7,
        "username": "홍길동",
        "email": "",
        "language": None,
        "time_zone": "Asia/Seoul",
        "currency": "KRW",
        "month_start_day": 1,
        "rounding_unit": 100,
        "floor_percent": 30,
        "share_anonymously": True,
    },
)
TO_SET = example_request("Paid on the 25th", {"month_start_day": 25})
TO_CHANGE_PASSWORD = example_request(
    "Both of them", {"current_password": "여덟 글자면 무엇이든", "new_password": "이번에는 조금 더 길게"}
)
TO_ERASE = example_request("To be sure", {"password": "여덟 글자면 무엇이든"})
LOGINS = example_answer(
    "A phone",
    {
        "id": "0d5a1b3e-6c1f-4d55-9f0e-3f6f0f6f7a10",
        "created_at": "2026-11-01T09:00:00Z",
        "last_used_at": "2026-11-23T00:00:00Z",
        "user_agent": "Mozilla/5.0 (Linux; Android 16)",
        "current": True,
    },
)
