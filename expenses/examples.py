"""Bodies and answers for the API's description."""

from core.api.schema import example_answer, example_request

ROW = {
    "id": 41,
    "category": "food",
    "label": "식비",
    "amount": 9500,
    "date": "2026-11-23",
    "memo": "점심 김치찌개",
    "excluded_from_total": False,
    "created_at": "2026-11-23T03:30:00Z",
    "updated_at": "2026-11-23T03:30:00Z",
}
TO_RECORD = example_request(
    "Lunch", {"category": "food", "amount": 9500, "date": "2026-11-23", "memo": "점심 김치찌개"}
)
TO_CHANGE = example_request("Out of every total", {"excluded_from_total": True})
EXPENSE = example_answer("Lunch", ROW)
EXCLUDED = example_answer("Out of every total", ROW | {"excluded_from_total": True})
LISTED = example_answer(
    "A day",
    {
        "total_expense": 9500,
        "count": 1,
        "category_totals": [{"category": "food", "label": "식비", "total": 9500}],
        "expenses": [ROW],
        "next": None,
    },
)
