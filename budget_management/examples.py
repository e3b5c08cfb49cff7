"""Bodies and answers for the API's description."""

from core.api.schema import example_answer, example_request

HOUSING = {"category": "housing", "label": "주거", "amount": 700000, "fixed_amount": 550000, "month": "2026-11"}

BUDGETS_TO_SET = example_request(
    "Housing, with its rent",
    [{"category": "housing", "amount": 700000, "fixed_amount": 550000, "month": "2026-11"}],
)
BUDGETS_SET = example_answer("As stored", HOUSING | {"carried_from": None})
CARRIED_BUDGET = example_answer("Carried from October", HOUSING | {"carried_from": "2026-10"})
TOTAL_TO_SPLIT = example_request("A million", {"total_amount": 1000000})
SPLIT = example_answer(
    "By the household survey",
    {
        "total_amount": 1000000,
        "basis": "household_survey",
        "contributors": None,
        "recommendations": [
            {"category": "food", "label": "식비", "share": 29.1, "amount": 291000},
            {"category": "housing", "label": "주거", "share": 12.2, "amount": 121800},
            {"category": "transport", "label": "교통", "share": 11.6, "amount": 115900},
            {
                "category": "other",
                "label": "기타",
                "share": 47.1,
                "amount": 471300,
                "includes": [
                    "health", "leisure", "education", "clothing", "telecom", "household", "beauty", "other",
                ],
            },
        ],
    },
)  # fmt: skip
