"""Expenses: created, listed, and one of them read, changed, excluded and deleted."""

from functools import partial

from django.http import QueryDict

from core import errors
from expenses.serializers import ListQuery, NewExpenseSerializer

from .steps import Folder, Step, refused_by

LUNCH = {"category": "food", "amount": 9500, "memo": "점심 김치찌개"}
KEY = {"Idempotency-Key": "lunch-1"}
TODAY = {"start_date": "{{today}}", "end_date": "{{today}}"}
NOT_BUDGETED = partial(
    errors.CategoryNotBudgeted,
    attr="category",
    label="미용",
    month="2026-11",
    example='[{"category": "beauty", "amount": 0, "month": "2026-11"}]',
)
NOTHING = {"category": "food", "amount": 0}
COFFEE = {"id": "{{coffee_id}}"}
TOTALS = {
    "카테고리 합계를 더하면 총액이에요 · the totals per category add up to the total": (
        'pm.expect(sum(answer.category_totals, "total")).to.eql(answer.total_expense);'
    ),
    "합계에 넣은 지출을 더하면 총액이에요 · the counted rows add up to the total": (
        'pm.expect(sum(answer.expenses.filter(row => !row.excluded_from_total), "amount"))'
        ".to.eql(answer.total_expense);"
    ),
}


CREATED = Folder(
    "10. 지출 등록 · Expenses created",
    "예산을 정한 카테고리에만 적을 수 있어요. 날짜를 쓰지 않으면 오늘이에요.",
    (
        Step(
            "지출 등록 · Lunch",
            "expenses_create",
            status=201,
            body=LUNCH,
            headers=KEY,
            checks={
                "보낸 그대로예요 · as it was sent": (
                    "pm.expect([answer.category, answer.amount, answer.memo, answer.excluded_from_total])"
                    '.to.eql(["food", 9500, "점심 김치찌개", false]);'
                ),
                "어디에 있는지 알려 줘요 · says where it is": (
                    'pm.expect(pm.response.headers.get("Location")).to.eql(`/api/expenses/${answer.id}/`);'
                ),
                "처음이에요 · the first one": (
                    'pm.expect(pm.response.headers.has("Idempotency-Replayed")).to.be.false;'
                ),
            },
            saves={"lunch_id": "answer.id", "today": "answer.date"},
        ),
        Step(
            "같은 키로 한 번 더 · Once more with the same key",
            "expenses_create",
            shown=False,
            status=201,
            says="답을 받지 못해 다시 보내도 한 번만 적혀요.",
            body=LUNCH,
            headers=KEY,
            checks={
                "같은 지출이에요 · the same row": 'pm.expect(answer.id).to.eql(Number(saved("lunch_id")));',
                "다시 답한 것이에요 · and says so": (
                    'pm.expect(pm.response.headers.get("Idempotency-Replayed")).to.eql("true");'
                ),
            },
        ),
        Step(
            "같은 키, 다른 지출 · The same key for something else",
            "expenses_create",
            refusal=errors.IdempotencyKeyReused,
            body=LUNCH | {"amount": 9600},
            headers=KEY,
        ),
        Step(
            "지출 등록: 버스비 · The bus",
            "expenses_create",
            shown=False,
            status=201,
            body={"category": "transport", "amount": 1500, "date": "{{today}}", "memo": "버스"},
            checks={"오늘이에요 · today": 'pm.expect(answer.date).to.eql(saved("today"));'},
        ),
        Step(
            "지출 등록: 커피 · A coffee",
            "expenses_create_collection",
            shown=False,
            status=201,
            says="`/api/expenses/`로도 같아요.",
            body={"category": "food", "amount": 4500, "date": "{{today}}", "memo": "커피"},
            checks={"금액 그대로예요 · the amount as sent": "pm.expect(answer.amount).to.eql(4500);"},
            saves={"coffee_id": "answer.id"},
        ),
        Step(
            "예산이 없는 카테고리 · A category without a budget",
            "expenses_create",
            refusal=NOT_BUDGETED,
            says="잃어버리지 않고 거절하며, 어떻게 하면 되는지 알려 줘요.",
            body={"category": "beauty", "amount": 15000, "memo": "화장품"},
        ),
        Step(
            "0원 · Nothing spent",
            "expenses_create",
            refusal=partial(refused_by, NewExpenseSerializer, NOTHING),
            body=NOTHING,
        ),
    ),
)
LISTED = Folder(
    "11. 지출 목록 · Expenses listed",
    "기간은 꼭 있어야 해요. 합계는 쪽이 아니라 기간 전체의 것이에요.",
    (
        Step(
            "지출 목록 · Of a period",
            "expenses_list",
            query=TODAY,
            checks={
                "셋 모두, 한 번씩 · all three, each once": (
                    "pm.expect([answer.count, answer.expenses.length, answer.total_expense])"
                    ".to.eql([3, 3, 9500 + 1500 + 4500]);"
                ),
                **TOTALS,
            },
        ),
        Step(
            "카테고리별 지출 목록 · Of a category",
            "expenses_list",
            query=TODAY | {"category": "food"},
            checks={
                "식비뿐이에요 · food alone": (
                    'pm.expect(answer.expenses.every(row => row.category === "food")).to.be.true;\n'
                    "pm.expect(answer.total_expense).to.eql(9500 + 4500);"
                ),
                **TOTALS,
            },
        ),
        Step(
            "기간이 없을 때 · Without a period",
            "expenses_list",
            refusal=partial(refused_by, ListQuery, QueryDict()),
        ),
    ),
)
ONE = Folder(
    "12. 지출 하나: 읽기, 수정, 합계제외, 삭제 · One expense",
    "합계에서 뺀 지출은 목록에 남고 모든 합계에서 빠져요.",
    (
        Step(
            "지출 읽기 · Read",
            "expenses_read",
            params=COFFEE,
            checks={"커피예요 · the coffee": 'pm.expect([answer.memo, answer.amount]).to.eql(["커피", 4500]);'},
        ),
        Step(
            "지출 일부 수정 · Change a part",
            "expenses_change",
            shown=False,
            params=COFFEE,
            body={"amount": 5000},
            checks={
                "금액만 바뀌었어요 · the amount and nothing else": (
                    'pm.expect([answer.memo, answer.amount]).to.eql(["커피", 5000]);'
                )
            },
        ),
        Step(
            "지출 전체 수정 · Replace",
            "expenses_replace",
            params=COFFEE,
            body={"category": "food", "amount": 6000, "date": "{{today}}"},
            checks={
                "쓰지 않은 것은 기본값으로 · what was left out is back at its default": (
                    'pm.expect([answer.memo, answer.amount]).to.eql(["", 6000]);'
                )
            },
        ),
        Step(
            "합계에서 제외 · Exclude from totals",
            "expenses_change",
            params=COFFEE,
            body={"excluded_from_total": True},
            checks={"빠졌어요 · excluded": "pm.expect(answer.excluded_from_total).to.be.true;"},
        ),
        Step(
            "제외한 뒤의 목록 · The list after that",
            "expenses_list",
            shown=False,
            query=TODAY,
            checks={
                "목록에는 남아 있어요 · it stays in the list": (
                    'pm.expect(answer.expenses.map(row => row.id)).to.include(Number(saved("coffee_id")));\n'
                    "pm.expect(answer.count).to.eql(3);"
                ),
                "합계에서는 빠졌어요 · and has left the total": "pm.expect(answer.total_expense).to.eql(9500 + 1500);",
                **TOTALS,
            },
        ),
        Step("지출 삭제 · Delete", "expenses_remove", status=204, params=COFFEE),
        Step("지운 지출 · It is gone", "expenses_read", refusal=errors.NotFound, params=COFFEE),
    ),
)
