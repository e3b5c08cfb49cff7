"""Categories, the month's budget, and the recommended split."""

from functools import partial

from core import errors

from .steps import Folder, Step

LINES = [
    {"category": "food", "amount": 600000},
    {"category": "housing", "amount": 700000, "fixed_amount": 550000},
    {"category": "transport", "amount": 150000},
]
AS_CHANGED = (
    'pm.expect(amountOf(answer, "food")).to.eql(500000);\n'
    'pm.expect(sum(answer, "amount")).to.eql(500000 + 700000 + 150000);'
)
NEXT_MONTH = 'new Date(Date.UTC(...answer[0].month.split("-").map(Number), 1)).toISOString().slice(0, 7)'

CATEGORIES = Folder(
    "6. 예산 카테고리 · Categories",
    "",
    (
        Step(
            "카테고리 목록 · All categories",
            "categories_list",
            checks={
                "뒤에서 쓸 것들이 있어요 · those that are used below are there": (
                    "pm.expect(answer.map(one => one.category))"
                    '.to.include.members(["food", "housing", "transport", "beauty"]);'
                ),
                "하나씩만 있어요 · each of them once": (
                    "pm.expect(new Set(answer.map(one => one.category)).size).to.eql(answer.length);"
                ),
                "기타는 끝에 있어요 · “other” comes last": 'pm.expect(answer.at(-1).category).to.eql("other");',
            },
        ),
    ),
)
SET = Folder(
    "7. 예산 설정과 수정 · Budget set and changed",
    "달을 쓰지 않으면 이번 달이에요. 같은 카테고리를 다시 보내면 바뀌어요.",
    (
        Step(
            "예산 설정 · Set (list)",
            "budget_set",
            status=201,
            body=LINES,
            checks={
                "보낸 순서와 금액 그대로예요 · in the order and with the amounts that were sent": (
                    "pm.expect(answer.map(line => [line.category, line.amount, line.fixed_amount])).to.eql("
                    '[["food", 600000, 0], ["housing", 700000, 550000], ["transport", 150000, 0]]);'
                ),
                "모두 같은 달이에요 · all of one month": (
                    "pm.expect(new Set(answer.map(line => line.month)).size).to.eql(1);"
                ),
            },
            saves={"month": "answer[0].month", "next_month": NEXT_MONTH},
        ),
        Step(
            "예산 수정 · Changed",
            "budget_set",
            shown=False,
            status=201,
            body=[{"category": "food", "amount": 500000, "month": "{{month}}"}],
            checks={
                "바꾼 것만 돌아와요 · what was changed, as it is now": (
                    'pm.expect(answer.map(line => [line.category, line.amount])).to.eql([["food", 500000]]);'
                )
            },
        ),
        Step(
            "모르는 카테고리 · An unknown category",
            "budget_set",
            refusal=partial(errors.UnknownCategory, attr="1.category", category="fod"),
            says="하나라도 틀리면 아무것도 바뀌지 않아요. 아래 목록이 그대로인 것으로 알 수 있어요.",
            body=[
                {"category": "food", "amount": 1, "month": "{{month}}"},
                {"category": "fod", "amount": 1, "month": "{{month}}"},
            ],
        ),
    ),
)
LISTED = Folder(
    "8. 예산 목록 · Budget listed",
    "예산을 정하지 않은 달은 가장 가까운 지난달의 예산을 이어 써요.",
    (
        Step(
            "예산 목록 · This month",
            "budget_list",
            shown=False,
            query={"month": "{{month}}"},
            checks={
                "바꾼 금액으로 있어요 · with the changed amount": AS_CHANGED,
                "이 달에 정한 것이에요 · set in this very month": (
                    "pm.expect(answer.every(line => line.carried_from === null)).to.be.true;"
                ),
            },
        ),
        Step(
            "다음 달로 이어진 예산 · Carried into next month",
            "budget_list",
            query={"month": "{{next_month}}"},
            checks={
                "이번 달에서 이어졌어요 · carried from this month": (
                    'pm.expect(answer.every(line => line.carried_from === saved("month"))).to.be.true;'
                ),
                "금액이 같아요 · with the same amounts": AS_CHANGED,
            },
        ),
    ),
)
RECOMMENDED = Folder(
    "9. 예산 추천 · Recommended split",
    "총액을 카테고리로 나눠요. 추천은 그대로 예산 설정에 보낼 수 있어요.",
    (
        Step(
            "예산 추천 · A total, split",
            "budget_recommendation",
            body={"total_amount": 2000000},
            checks={
                "부분을 더하면 총액이에요 · the parts add up to the total": (
                    'pm.expect(sum(answer.recommendations, "amount")).to.eql(2000000);'
                ),
                "비율을 더하면 100%예요 · the shares add up to 100 %": (
                    'pm.expect(sum(answer.recommendations, "share")).to.be.closeTo(100, 1e-9);'
                ),
            },
            saves={
                "recommended": "JSON.stringify(answer.recommendations.map(\n"
                '    part => ({ category: part.category, amount: part.amount, month: saved("next_month") })))'
            },
        ),
        Step(
            "추천대로 다음 달 예산 설정 · Set next month's as recommended",
            "budget_set",
            shown=False,
            status=201,
            body="{{recommended}}",
            checks={"총액 그대로예요 · all of the total": 'pm.expect(sum(answer, "amount")).to.eql(2000000);'},
        ),
        Step(
            "이번 달은 그대로 · This month is as it was",
            "budget_list",
            shown=False,
            query={"month": "{{month}}"},
            checks={"바뀌지 않았어요 · unchanged": AS_CHANGED},
        ),
    ),
)
