"""Bodies and answers for the API's description."""

from core.api.schema import example_answer, example_request

WISHES = {
    "morning": {"on": True, "at": "08:00"},
    "evening": {"on": True, "at": "21:30"},
    "alerts": {"on": True, "thresholds": [80, 100]},
    "hide_amounts": False,
    "silent": {"weekdays": ["sat", "sun"], "holidays": True},
}
TO_WISH = example_request("Both, and alerts, but not at weekends", WISHES)
SETTINGS = example_answer("Both, and alerts, but not at weekends", WISHES | {"time_zone": "Asia/Seoul"})

CHANNEL = {
    "id": 3,
    "type": "email",
    "label": "",
    "target_shown": "ji…@example.org",
    "is_on": True,
    "verification": "waiting",
    "off_reason": None,
    "created_at": "2026-11-23T00:00:00Z",
}
TO_ADD = example_request(
    "An address",
    {"type": "email", "target": {"address": "jieun@example.org"}, "password": "battery 말 staple"},
)
ONE_CHANNEL = example_answer("An address that is not verified yet", CHANNEL)
SAVED = example_answer("An address that is not verified yet", CHANNEL | {"secret": None})
TO_CHANGE = example_request("Switched off for a while", {"is_on": False})
OUTCOME = example_answer("It arrived", {"state": "sent", "error": None})
WEB_PUSH_KEY = example_answer("For PushManager.subscribe", {"public_key": "BNb1x4cGkWk3…"})

TEXT = "오늘은 12,000원이면 딱 좋아요.\n\n식비 9,000원\n교통 3,000원\n\n오늘을 넣어 8일 남았어요."
PREVIEW = example_answer(
    "A morning",
    {
        "kind": "morning",
        "date": "2026-11-23",
        "title": "오늘 쓸 수 있는 돈 12,000원",
        "text": TEXT,
        "html": f"<p>{TEXT}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>"),
    },
)
DELIVERIES = example_answer(
    "A morning by mail",
    {
        "deliveries": [
            {
                "id": 9,
                "kind": "morning",
                "date": "2026-11-23",
                "channel": 3,
                "type": "email",
                "state": "sent",
                "attempts": 1,
                "due_at": "2026-11-22T23:00:00Z",
                "sent_at": "2026-11-22T23:00:02Z",
                "next_attempt_at": None,
                "error": None,
            }
        ],
        "next": None,
    },
)
INBOX = example_answer(
    "A morning that is not read yet",
    {
        "unread": 1,
        "messages": [
            {
                "id": 5,
                "kind": "morning",
                "title": "오늘 쓸 수 있는 돈 12,000원",
                "body": TEXT,
                "created_at": "2026-11-22T23:00:02Z",
                "read_at": None,
            }
        ],
        "next": None,
    },
)
TO_RESET = example_request("Whose password was forgotten", {"username": "홍길동"})
