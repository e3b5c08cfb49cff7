"""The sentence of the day: ten for each situation, Korean and English.

First what is so, then what helps; no blame. A day keeps one sentence, chosen by its date.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from insights.day_plan import DayPlan
from insights.situation import Situation

from .amounts import amount_text


class Sentence(NamedTuple):
    """{a} is the amount for today, {d} the days left. One that `promises` an outcome needs more than the floors."""

    ko: str
    en: str
    promises: bool = False


SENTENCES: dict[Situation, tuple[Sentence, ...]] = {
    Situation.SAVING: (
        Sentence("계획보다 여유가 있어요. 오늘은 {a}까지 괜찮아요.", "You have room. Up to {a} is fine today."),
        Sentence(
            "지금까지 아껴 온 만큼 오늘이 넉넉해요. {a} 쓸 수 있어요.", "What you saved makes today roomier: {a}."
        ),
        Sentence("계획선보다 아래예요. 오늘 몫은 {a}이에요.", "You are under the plan line. Today's part is {a}."),
        Sentence("남은 {d}일이 한결 가벼워요. 오늘은 {a}이에요.", "The {d} days left look light. Today: {a}."),
        Sentence(
            "잘 남기고 있어요. 오늘 {a} 안이면 이 여유가 이어져요.",
            "You are keeping some back. Within {a}, it stays that way.",
        ),
        Sentence(
            "미뤄 둔 것이 있다면 오늘 {a} 안에서 해도 좋아요.", "If something has been waiting, {a} covers it today."
        ),
        Sentence(
            "여유가 조금 쌓였어요. 오늘 {a}까지는 계획 안이에요.", "A little room has built up. {a} is within plan."
        ),
        Sentence("천천히 쓰고 있어요. 오늘 쓸 수 있는 돈은 {a}이에요.", "You are spending slowly. Today allows {a}."),
        Sentence("이번 달은 느긋해요. 오늘도 {a}이면 충분해요.", "An easy month so far. {a} is plenty today."),
        Sentence(
            "계획보다 덜 썼어요. 오늘 {a}을 다 써도 괜찮아요.", "You have spent less than planned. All of {a} is fine."
        ),
    ),
    Situation.ON_TRACK: (
        Sentence("계획과 나란히 가고 있어요. {a}이면 딱 좋아요.", "Right beside the plan. {a} fits today."),
        Sentence("계획한 만큼 쓰고 있어요. 오늘은 {a}이에요.", "Spending as planned. Today is {a}."),
        Sentence(
            "이대로면 월말까지 잘 맞아요. 오늘 몫은 {a}이에요.", "This pace lasts the month. Today's part is {a}."
        ),
        Sentence("흔들림 없이 가고 있어요. 오늘은 {a}까지예요.", "Steady so far. Up to {a} today."),
        Sentence("딱 계획대로예요. 오늘 {a} 안에서 편하게 쓰세요.", "Just as planned. Spend {a} with ease."),
        Sentence("남은 {d}일도 지금처럼이면 돼요. 오늘은 {a}이에요.", "The {d} days left need no change. Today: {a}."),
        Sentence("계획선 위를 걷고 있어요. 오늘 쓸 돈은 {a}이에요.", "You are on the line. {a} for today."),
        Sentence("오늘도 {a}이면 계획과 같아요.", "{a} today keeps you with the plan."),
        Sentence("좋은 걸음이에요. 오늘 몫 {a}을 기억해 두세요.", "A good pace. Keep {a} in mind today."),
        Sentence("특별히 바꿀 것은 없어요. 오늘은 {a}이에요.", "Nothing to change. Today is {a}."),
    ),
    Situation.OVER_PACE: (
        Sentence(
            "걸음이 조금 빨라요. 남은 {d}일을 {a}씩 쓰면 월말에 맞아요.",
            "A little ahead of plan. {a} a day meets the budget by month end.",
            promises=True,
        ),
        Sentence("계획보다 조금 앞섰어요. 오늘은 {a}이면 돼요.", "Slightly ahead. {a} will do today."),
        Sentence("아직 {d}일이 있어요. 오늘은 {a}부터 시작해요.", "{d} days are left. Start with {a} today."),
        Sentence(
            "조금 빠르지만 돌아올 수 있어요. 오늘은 {a}이에요.",
            "Fast, but there is a way back: {a} today.",
            promises=True,
        ),
        Sentence(
            "오늘 {a}보다 덜 쓰면 그만큼 내일부터의 몫이 늘어요.",
            "Spend under {a} and the days ahead get more.",
            promises=True,
        ),
        Sentence(
            "계획선보다 위예요. 오늘 {a}이면 더 멀어지지 않아요.",
            "Above the line. {a} today keeps you from drifting.",
            promises=True,
        ),
        Sentence("미룰 수 있는 것은 며칠 미뤄 봐요. 오늘은 {a}이에요.", "What can wait, let wait. Today: {a}."),
        Sentence("속도를 조금만 늦춰요. 오늘 몫은 {a}이에요.", "Slow down just a little. Today's part is {a}."),
        Sentence("앞당겨 쓴 만큼 나눠 두었어요. 오늘은 {a}이에요.", "We spread what came early. Today is {a}."),
        Sentence(
            "큰일은 아니에요. 하루 {a}이면 예산 안이에요.",
            "Nothing grave. {a} a day stays within budget.",
            promises=True,
        ),
    ),
    Situation.OVER_BUDGET: (
        Sentence(
            "이번 달 예산을 넘었어요. 오늘은 {a} 안에서 지내 봐요.",
            "This month is over budget. Try to stay within {a}.",
        ),
        Sentence(
            "예산은 넘었지만 오늘 몫은 남겨 두었어요. {a}이에요.", "Over budget, but today still has its part: {a}."
        ),
        Sentence("꼭 필요한 것부터, 오늘은 {a}이에요.", "First what you need. Today: {a}."),
        Sentence("남은 {d}일, 하루 {a} 안이면 크게 늘지 않아요.", "{d} days within {a} keep it from growing much."),
        Sentence("넘은 만큼은 숨기지 않을게요. 오늘 몫은 {a}이에요.", "We won't hide it. Today's part is {a}."),
        Sentence(
            "이번 달이 예산보다 컸어요. 다음 달 예산에 담아 둘까요? 오늘은 {a}이에요.",
            "The month outgrew its budget. Plan for it next month? Today: {a}.",
        ),
        Sentence(
            "이미 쓴 돈은 바꿀 수 없지만 오늘은 {a}으로 정할 수 있어요.", "Spent is spent. Today can still be {a}."
        ),
        Sentence("예산을 넘은 달도 있어요. 오늘은 {a}만 생각해요.", "Some months go over. Today, think only of {a}."),
        Sentence(
            "어디서 넘었는지 카테고리에서 볼 수 있어요. 오늘은 {a}이에요.", "The categories show where. Today: {a}."
        ),
        Sentence("줄일 수 있는 날까지 줄여 봐요. 오늘 몫은 {a}이에요.", "Trim where you can. Today's part is {a}."),
    ),
    Situation.NO_BUDGET: (
        Sentence("예산을 정하면 오늘 쓸 돈을 알려 드려요.", "Set a budget and we'll tell you what today allows."),
        Sentence("아직 이번 달 예산이 없어요. 1분이면 정해요.", "No budget for this month yet. It takes a minute."),
        Sentence(
            "한 달에 쓸 돈만 알려 주세요. 나머지는 나눠 드릴게요.", "Tell us the month's total. We split the rest."
        ),
        Sentence("대강의 금액이면 충분해요. 나중에 고칠 수 있어요.", "A rough figure will do. Change it any time."),
        Sentence(
            "적어 두신 지출은 그대로 있어요. 예산만 더하면 돼요.", "Your expenses are kept. Only a budget is missing."
        ),
        Sentence(
            "얼마나 쓸지 정해 볼까요? 추천에서 시작해도 좋아요.",
            "Shall we set it? You can start from a recommendation.",
        ),
        Sentence("예산이 있으면 오늘과 이번 달이 보여요.", "With a budget you see today and the month."),
        Sentence("지난달에 쓴 만큼으로 시작할 수 있어요.", "You can start from what last month took."),
        Sentence(
            "오늘 몫은 예산에서 나와요. 먼저 총액을 정해요.", "Today's part comes from a budget. First the total."
        ),
        Sentence("준비되면 시작해요. 총액 하나면 돼요.", "Begin when you are ready. One total is enough."),
    ),
}


# For a plan in which everything is fixed: no day has a part of its own.
ALL_FIXED = Sentence(
    "이번 달 예산은 모두 고정비예요. 매일 쓸 돈의 예산을 더하면 오늘 몫을 알려 드려요.",
    "This month's budget is all fixed costs. Add one for daily spending and we'll tell you what today allows.",
)


def message(plan: DayPlan, day: date, *, currency: str, language: str) -> str:
    """Return the sentence of the day for a plan. It speaks of the morning's number, in the evening too."""
    if plan.parts and not plan.total:
        return ALL_FIXED.en if language == "en" else ALL_FIXED.ko
    return sentence(
        plan.situation,
        day,
        amount_text=amount_text(plan.total, currency, language),
        days_left=plan.days_left,
        # What today has used up already, no pace from here on can promise.
        may_promise=not plan.floors_lifted and plan.remaining_today > 0,
        language=language,
    )


def sentence(
    situation: Situation, day: date, *, amount_text: str, days_left: int, may_promise: bool, language: str
) -> str:
    """Return the sentence of the day, in Korean unless `language` is English.

    None promises an outcome unless it `may_promise`, and none counts the days left where there is only today.
    """
    allowed = _allowed(situation, days_left == 1, may_promise)
    chosen = allowed[day.toordinal() % len(allowed)]
    text = chosen.en if language == "en" else chosen.ko
    return text.format(a=amount_text, d=days_left)


@cache
def _allowed(situation: Situation, is_last_day: bool, may_promise: bool) -> list[Sentence]:
    return [
        one
        for one in SENTENCES[situation]
        if (may_promise or not one.promises) and not ("{d}" in one.ko and is_last_day)
    ]
