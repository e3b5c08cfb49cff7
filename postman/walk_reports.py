"""How the day went, what it allows, how that compares; and the messages that say so."""

from .steps import Folder, Step

TODAY = {"date": "{{today}}"}
RISKS = (
    "const risk = (spent, appropriate) => appropriate ? 100 * spent / appropriate : null;\n"
    "for (const one of [{ ...answer, appropriate_expense: answer.appropriate_total }, ...answer.category_summary]) {\n"
    "    const expected = risk(one.total_expense, one.appropriate_expense);\n"
    "    expected === null ? pm.expect(one.risk_percentage).to.be.null\n"
    "        : pm.expect(one.risk_percentage).to.be.closeTo(expected, 0.051);\n"
    "}"
)
SUMMARY = Folder(
    "13. 데일리 지출 안내 · Daily summary",
    "오늘 쓴 돈, 적정 금액, 위험도. 날짜를 빼면 오늘이에요.",
    (
        Step(
            "데일리 지출 안내 · How today went",
            "expenses_daily_summary",
            query=TODAY,
            checks={
                "오늘 쓴 돈이에요. 지운 것은 없어요 · what was spent today, without what was deleted": (
                    "pm.expect(answer.total_expense).to.eql(9500 + 1500);"
                ),
                "카테고리를 더하면 총액이에요 · the categories add up to the totals": (
                    'pm.expect(sum(answer.category_summary, "total_expense")).to.eql(answer.total_expense);\n'
                    'pm.expect(sum(answer.category_summary, "recommended_amount")).to.eql(answer.recommended_total);\n'
                    'pm.expect(sum(answer.category_summary, "appropriate_expense")).to.eql(answer.appropriate_total);'
                ),
                "위험도는 쓴 돈 ÷ 적정 금액이에요 · the risk is spent ÷ appropriate": RISKS,
                "이번 달도 더하면 맞아요 · the month adds up, too": (
                    "const month = answer.month_to_date;\n"
                    'for (const field of ["budget", "spent", "appropriate"])\n'
                    "    pm.expect(sum(month.categories, field)).to.eql(month[field]);\n"
                    "pm.expect([month.budget, month.spent]).to.eql([500000 + 700000 + 150000, 9500 + 1500]);"
                ),
            },
            saves={"recommended_total": "answer.recommended_total", "situation": "answer.situation"},
        ),
    ),
)
RECOMMENDATION = Folder(
    "14. 데일리 지출 추천 · Daily recommendation",
    "오늘 쓸 수 있는 돈과 그 이유, 상황에 맞는 한마디.",
    (
        Step(
            "데일리 지출 추천 · What today allows",
            "expenses_daily_recommendation",
            query=TODAY,
            checks={
                "카테고리를 더하면 총액이에요 · the categories add up to the total": (
                    'pm.expect(sum(answer.category_recommendations, "recommended_amount"))'
                    ".to.eql(answer.total_recommended_amount);"
                ),
                "저녁의 안내와 같은 금액, 같은 상황이에요 · the summary's amount and situation": (
                    'pm.expect(answer.total_recommended_amount).to.eql(Number(saved("recommended_total")));\n'
                    'pm.expect(answer.situation).to.eql(saved("situation"));'
                ),
                "이유를 더하면 추천 금액이에요 · the reasons add up to what is recommended": (
                    "for (const part of answer.category_recommendations)\n"
                    "    pm.expect(part.why.own_pace + part.why.shifted).to.eql(part.recommended_amount);"
                ),
                "최소 한도 아래로 가지 않아요 · never below the floor": (
                    "for (const part of answer.category_recommendations)\n"
                    "    pm.expect(part.recommended_amount).to.be.at.least(part.why.floor);\n"
                    "pm.expect(answer.total_recommended_amount).to.be.above(0);"
                ),
                "남은 돈은 추천에서 쓴 돈을 뺀 것이에요 · what remains is the rest": (
                    "pm.expect(answer.spent_today).to.eql(9500 + 1500);\n"
                    "pm.expect(answer.remaining_today).to.eql(answer.total_recommended_amount - answer.spent_today);"
                ),
                "한마디가 있어요 · there is a sentence": "pm.expect(answer.message).not.to.be.empty;",
            },
        ),
    ),
)
STATISTICS = Folder(
    "15. 지출 통계 · Statistics",
    "지난달, 같은 요일, 다른 사람과 견줘요. 견줄 것이 없으면 0이 아니라 null이에요.",
    (
        Step(
            "지출 통계 · Compared",
            "expenses_spending_statistics",
            query=TODAY,
            checks={
                "지난달 대비: 더하면 맞고, 지난달이 없어 비율도 없어요 · against last month": (
                    "const month = answer.vs_last_month;\n"
                    "pm.expect([month.current, month.previous, month.ratio]).to.eql([9500 + 1500, 0, null]);\n"
                    'pm.expect(sum(month.categories, "current")).to.eql(month.current);'
                ),
                "같은 요일 대비 · against the same weekday": (
                    "const weekday = answer.vs_weekday;\n"
                    "pm.expect([weekday.today, weekday.last_week, weekday.ratio]).to.eql([9500 + 1500, 0, null]);"
                ),
                "다른 사람 대비: 사람이 적으면 보여 주지 않아요 · against others, unless they are too few": (
                    "const others = answer.vs_other_users;\n"
                    "pm.expect(others.others === null).to.eql(others.contributors === null);"
                ),
                "같은 상황이에요 · the same situation": 'pm.expect(answer.situation).to.eql(saved("situation"));',
            },
        ),
    ),
)


def preview(kind: str, name: str, amount: str) -> Step:
    return Step(
        name,
        "notifications_preview",
        shown=kind == "morning",
        query={"kind": kind} | TODAY,
        checks={
            "제목의 금액이 API의 것과 같아요 · the title has the API's amount": (
                f'pm.expect(answer.title).to.include(Number({amount}).toLocaleString("en-US"));'
            ),
            "두 글이 같은 말을 해요 · text and HTML say the same": (
                'pm.expect(answer.html.replace(/<[^>]*>/g, "")).to.eql(answer.text.replace(/\\n/g, ""));'
            ),
        },
    )


MESSAGES = Folder(
    "16. 아침과 저녁의 알림 · Messages",
    "부탁한 사람에게만, 아침에는 오늘 쓸 수 있는 돈을, 저녁에는 오늘이 어땠는지를 보내요.",
    (
        Step(
            "알림 켜기 · Ask for them",
            "notifications_settings_replace",
            body={"morning": {"on": True}, "evening": {"on": True, "at": "21:30"}, "alerts": {"on": True}},
            checks={
                "아침은 8시, 저녁은 정한 시각이에요 · at 08:00 by default, and at the time that was set": (
                    'pm.expect([answer.morning.at, answer.evening.at]).to.eql(["08:00", "21:30"]);'
                )
            },
        ),
        Step(
            "알림 설정 읽기 · What was asked for",
            "notifications_settings",
            checks={
                "부탁한 그대로예요 · as it was asked for": (
                    "pm.expect([answer.morning.on, answer.evening.on, answer.alerts.on]).to.eql([true, true, true]);"
                )
            },
        ),
        preview("morning", "아침 알림 미리보기 · The morning's", 'saved("recommended_total")'),
        preview("evening", "저녁 알림 미리보기 · The evening's", "9500 + 1500"),
    ),
)
