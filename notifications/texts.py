"""Everything that messages say, Korean and English, but the sentence of the day, which `reports` has.

First what is so, then what helps; no blame. {a} is an amount, {d} the days left with today.
"""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from .messages import Message


class Text(NamedTuple):
    """A text in both languages."""

    ko: str
    en: str


# Morning

MORNING = Text("오늘 쓸 수 있는 돈 {a}", "{a} to spend today")
MORNING_HIDDEN = Text("오늘 쓸 수 있는 돈이 나왔어요", "Today's amount is ready")
PART = Text("{label} {a}", "{label}: {a}")
PART_AT_FLOOR = Text("{label} {a} (최소 몫)", "{label}: {a} (minimum part)")
OTHERS = Text("그 밖의 {count}개 {a}", "{count} more: {a}")
DAYS_LEFT = Text("오늘을 넣어 {d}일 남았어요.", "{d} days are left, today included.")
LAST_DAY = Text("오늘이 이번 달 예산의 마지막 날이에요.", "Today is the last day of this month's budget.")

# Evening

EVENING = Text("오늘 쓴 돈 {a}", "{a} spent today")
EVENING_NOTHING = Text("오늘은 쓴 돈이 없어요", "Nothing spent today")
EVENING_HIDDEN = Text("오늘 하루를 정리했어요", "Your day is summed up")
DAY_SPENT = Text("오늘 쓴 돈 {spent} · 오늘 몫 {recommended}", "Spent today: {spent}. Today's part: {recommended}.")
APPROPRIATE = Text("적정 금액 {a} · 위험도 {risk}", "Appropriate: {a}. Risk: {risk}.")
NO_RISK = Text("적정 금액과는 아직 견줄 수 없어요.", "There is nothing to compare with yet.")
SPENT = Text(
    "{label} {a} · 적정 금액 {appropriate} · 위험도 {risk}", "{label}: {a}, appropriate {appropriate}, risk {risk}"
)
SPENT_NO_RISK = Text("{label} {a} · 아직 견줄 수 없어요", "{label}: {a}, nothing to compare with yet")
MONTH = Text("이번 달 쓴 돈 {spent} · 예산 {budget}", "Spent this month: {spent}. Budget: {budget}.")
MONTH_OF_DAYS = Text("{period} 쓴 돈 {spent} · 예산 {budget}", "Spent {period}: {spent}. Budget: {budget}.")

DAY = Text("{month}월 {day}일", "{name} {day}")
PERIOD = Text("{first}~{last}", "{first} - {last}")

# In place of amounts on a lock screen

IN_THE_APP = Text("금액은 앱에서 볼 수 있어요.", "The amounts are in the app.")

# Alerts

ALERT = Text("{label} 예산의 {percent}%를 썼어요", "{percent}% of the {label} budget is spent")
ALERT_ALL = Text("{label} 예산을 다 썼어요", "The {label} budget is all spent")
ALERT_OVER = Text("{label} 예산을 넘었어요", "The {label} budget is exceeded")
WHOLE = Text("이번 달", "month's")
ALERT_LEFT = Text("예산 {budget} · 쓴 돈 {spent} · 남은 돈 {left}", "Budget: {budget}. Spent: {spent}. Left: {left}.")
ALERT_EXCESS = Text("예산 {budget} · 쓴 돈 {spent} · 넘은 돈 {left}", "Budget: {budget}. Spent: {spent}. Over: {left}.")
HELP_LEFT = Text(
    "남은 돈을 월말까지 천천히 나눠 써도 괜찮아요.", "What is left can be spread over the rest of the month."
)
HELP_OVER = Text(
    "다른 곳에서 조금씩 덜 쓰거나 예산을 고칠 수 있어요.",
    "You can take a little from other categories, or change the budget.",
)
HELP_OVER_WHOLE = Text(
    "꼭 필요한 것부터 쓰고, 다음 달 예산에 담아 둘 수 있어요.",
    "First what you need; the rest can go into next month's budget.",
)

# Without a plan, and to try a channel

NUDGE = Text("한 달 예산을 정해 볼까요?", "Shall we set a budget for the month?")
NUDGE_ONCE = Text(
    "이 안내는 한 번만 보내요. 예산이 생기면 아침마다 오늘 쓸 돈을 알려 드려요.",
    "We say this once. With a budget, each morning tells you what the day allows.",
)
TEST = Text("하루몫 알림이 잘 도착했어요", "Messages from Harumok arrive here")
TEST_TEXT = Text(
    "시험으로 보낸 메시지예요. 앞으로 이렇게 알려 드릴게요.", "This was a test. Yours will arrive like this one."
)


def message(title: str, paragraphs: Iterable[Iterable[str]], language: str) -> Message:
    """Return a message of paragraphs, each of lines, as plain text and as the same in simple HTML."""
    text = "\n\n".join(filter(None, ["\n".join(lines) for lines in paragraphs]))
    markup = escape(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return Message(title, text, f"<p>{markup}</p>", language)
