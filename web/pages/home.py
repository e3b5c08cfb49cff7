"""오늘: what is left for today, why, and the month so far; and jotting down an expense."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PageRequest, recognise, signed_in
from accounts.models import User
from core import clock
from core.periods import DateRange
from expenses import listing
from expenses.rows import Row
from reports import flow
from reports import today as todays
from reports.amounts import amount_text
from web.amounts import parse_note
from web.card_messages import LONGEST
from web.chips import chips_of
from web.filters import DayField
from web.proposals import Proposal, proposal_of
from web.recording import RecordingForm, new_key, undo_of
from web.today import all_fixed, categories, living_spent

CHIPS = 4
MOST_TODAY = 50


class JotForm(RecordingForm):
    """점심 9500: an amount and a memo in one line, and a category."""

    note = forms.CharField(label=gettext_lazy("Amount and memo"), max_length=LONGEST)
    # Asked for where a bank's message names one; else it is today.
    day = DayField(label=gettext_lazy("Day"), required=False)
    # What a bank's message proposes, to be confirmed.
    proposal: Proposal | None = None

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["note"].widget.attrs |= {"placeholder": _("How much was it?"), "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """Take the line apart."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "note" in cleaned and (found := proposal_of(cleaned["note"], self.person)):
            self.proposal = found
        elif "note" in cleaned:
            noted = parse_note(cleaned["note"], self.person.currency)
            if noted.amount is None:
                self.add_error("note", _("There is no amount in it. Write something like: lunch 9500"))
            cleaned["amount"], cleaned["memo"] = noted
        return cleaned

    def proposed(self) -> "JotForm":
        """Return the form as a message fills it in, where that is of spending."""
        found = self.proposal
        if not (found and found.is_spending):
            return self
        given = {"note": found.note(self.person.currency), "day": found.day, "key": self["key"].value()}
        form = JotForm(person=self.person, initial=given | {"category": found.category or self["category"].value()})
        form.proposal = found
        return form


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show today to whoever is logged in, and what this is to anybody else."""
    if recognise(request):
        return today(request)
    return render(request, "web/welcome.html")


@signed_in
def today(request: PageRequest) -> HttpResponse:
    """Show today, or the way to a budget where there is none."""
    return render(request, "web/home.html", _today(request.user) | _jot(request.user) | {"here": "home"})


@require_POST
@signed_in
def jot(request: PageRequest) -> HttpResponse:
    """Record what was jotted down, once; answer with the form, and with what has changed on the page around it."""
    form = JotForm(request.POST, person=request.user)
    row = _record(request, form) if form.is_valid() and not form.proposal else None
    if not row:
        context = _jot(request.user, form.proposed())
        if request.htmx:
            return render(request, "web/home/jot.html", context, status=422)
        return render(request, "web/home.html", _today(request.user) | context | {"here": "home"}, status=422)
    if not request.htmx:
        return redirect("home")
    context = _today(request.user) | _jot(request.user) | {"recorded": row, "undo": undo_of(row)}
    return render(request, "web/home/jotted.html", context | {"new_row": row["id"]})


def _record(request: PageRequest, form: JotForm) -> Row | None:
    given = form.cleaned_data
    return form.record(
        request.user,
        amount=given["amount"],
        memo=given["memo"],
        spent_on=given["day"] or clock.today(request.user),
        allow="allow" in request.POST,
    )


def _jot(user: User, form: JotForm | None = None) -> dict[str, Any]:
    choices = chips_of(user, get_language())
    form = form or JotForm(person=user, initial={"category": choices[0].code, "key": new_key()})
    more = choices[CHIPS:]
    chosen = form["category"].value()
    return {
        "form": form,
        "chips": choices[:CHIPS],
        "more_chips": more,
        "more_chosen": any(one.code == chosen for one in more),
    }


def _today(user: User) -> dict[str, Any]:
    seen = todays.for_user(user)
    language = get_language()
    day = listing.Filter(owner_id=user.pk, period=DateRange.inclusive(seen.day, seen.day))
    page = listing.page(day, listing.NEWEST_FIRST, MOST_TODAY)
    count, total = _totals(day, page)
    spent = living_spent(seen)
    return {
        "today": seen,
        "situation": seen.plan.situation.value,
        "message": seen.message(language),
        "ledger": seen.ledger(),
        "spent": spent,
        "over": max(spent - seen.plan.total, 0),
        "categories": list(categories(seen, language)),
        "all_fixed": all_fixed(seen, language),
        "flow": flow.of_month(user, seen) if seen.plan.parts else None,
        "rows": page.rows,
        "rows_count": count,
        "rows_total": total,
        "more_on": seen.day if page.end else None,
        "unit": amount_text(user.rounding_unit, user.currency, language),
    }


def _totals(day: listing.Filter, page: listing.Page) -> tuple[int, int]:
    """Return how many rows a day has, and their sum. One query, where the page has not all of them."""
    if page.end:
        found = listing.totals(day)
        return found.row_count, found.total_expense
    return len(page.rows), sum(row["amount"] for row in page.rows if not row["excluded_from_total"])
