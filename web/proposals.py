"""What a bank's message proposes to record. Nothing of it is kept before somebody has looked at it."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from core import clock
from expenses.selectors import category_last_used_for
from expenses.serializers import LONGEST_MEMO

from .amounts import typed
from .card_messages import Event, read_card_message

# How long ago what is cancelled now may have been recorded.
CANCELLED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An expense as a message has it; `amount` as somebody would type it, empty where there is none in won."""

    event: Event
    amount: str
    memo: str
    day: date
    category: str | None
    # The expenses that a cancelled payment may have been recorded as.
    recorded: str

    @property
    def is_spending(self) -> bool:
        """Whether there is something to record."""
        return self.event is Event.SPENT

    def note(self, currency: str) -> str:
        """Return it in one line, as somebody would jot it down."""
        unit = "원" if self.amount and currency == "KRW" else ""
        return f"{self.memo} {self.amount}{unit}".strip()


def proposal_of(text: str, person: User) -> Proposal | None:
    """Return what a message proposes, None where the text is none. One query, for the category of the shop."""
    today = clock.today(person)
    found = read_card_message(text, today, person.currency)
    if not found:
        return None
    memo = found.shop[:LONGEST_MEMO]
    return Proposal(
        event=found.event,
        amount=typed(found.amount, person.currency) if found.amount else "",
        memo=memo,
        day=found.day or today,
        category=category_last_used_for(person.pk, memo) if memo else None,
        recorded=_address(found.amount, found.day or today, today, person.currency),
    )


def _address(amount: int | None, day: date, today: date, currency: str) -> str:
    query = {"start_date": day - CANCELLED_WITHIN, "end_date": max(day, today)}
    much = {"min_amount": typed(amount, currency), "max_amount": typed(amount, currency)} if amount else {}
    return f"{reverse('expenses')}?{urlencode(query | much)}"
