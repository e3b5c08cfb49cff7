"""Answers for the API's description."""

from core.api.schema import example_answer

RECOMMENDATION = example_answer(
    "On track",
    {
        "date": "2026-09-11",
        "month": "2026-09",
        "days_left": 20,
        "situation": "on_track",
        "message": "계획한 만큼 쓰고 있어요. 오늘은 13,000원이에요.",
        "total_recommended_amount": 13000,
        "spent_today": 4000,
        "remaining_today": 9000,
        "category_recommendations": [
            {
                "category": "food",
                "label": "식비",
                "recommended_amount": 10000,
                "spent_today": 4000,
                "remaining_today": 6000,
                "floor_applied": False,
                "why": {
                    "budget": 300000,
                    "spent_before": 100000,
                    "fixed_due": 0,
                    "days_left": 20,
                    "own_pace": 10000,
                    "floor": 3000,
                    "shifted": 0,
                },
            },
            {
                "category": "transport",
                "label": "교통",
                "recommended_amount": 3000,
                "spent_today": 0,
                "remaining_today": 3000,
                "floor_applied": False,
                "why": {
                    "budget": 90000,
                    "spent_before": 30000,
                    "fixed_due": 0,
                    "days_left": 20,
                    "own_pace": 3000,
                    "floor": 900,
                    "shifted": 0,
                },
            },
        ],
    },
)
SUMMARY = example_answer(
    "Twice the even day",
    {
        "date": "2026-09-11",
        "month": "2026-09",
        "total_expense": 20000,
        "recommended_total": 10000,
        "appropriate_total": 10000,
        "risk_percentage": 200.0,
        "situation": "on_track",
        "message": "계획한 만큼 쓰고 있어요. 오늘은 10,000원이에요.",
        "category_summary": [
            {
                "category": "food",
                "label": "식비",
                "total_expense": 20000,
                "recommended_amount": 10000,
                "appropriate_expense": 10000,
                "risk_percentage": 200.0,
            }
        ],
        "month_to_date": {
            "budget": 300000,
            "spent": 120000,
            "appropriate": 110000,
            "risk_percentage": 109.1,
            "categories": [
                {
                    "category": "food",
                    "label": "식비",
                    "budget": 300000,
                    "spent": 120000,
                    "appropriate": 110000,
                    "risk_percentage": 109.1,
                }
            ],
        },
    },
)
STATISTICS = example_answer(
    "Against last month, last week and others",
    {
        "date": "2026-09-11",
        "vs_last_month": {
            "current": 120000,
            "previous": 100000,
            "ratio": 120.0,
            "categories": [
                {"category": "food", "label": "식비", "current": 120000, "previous": 100000, "ratio": 120.0}
            ],
        },
        "vs_weekday": {
            "today": 20000,
            "last_week": 10000,
            "ratio": 200.0,
            "average_8_weeks": 12500,
            "ratio_to_average": 160.0,
        },
        "vs_other_users": {"mine": 60.0, "others": 50.0, "relative": 120.0, "contributors": 1230},
        "situation": "on_track",
        "message": "계획한 만큼 쓰고 있어요. 오늘은 10,000원이에요.",
    },
)
