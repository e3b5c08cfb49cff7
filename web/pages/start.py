"""The first run: a total, its split, what is spent already, and today's number. Nothing is kept before the end."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PageRequest, signed_in
from accounts.models import User
from accounts.selectors import time_zones
from accounts.services import Settings, update_settings
from budget_management.selectors import has_plan
from categories.selectors import categories_of
from core import clock
from core.pages import PageForm
from core.periods import BudgetMonth
from expenses.services import begin_in_mid_month
from reports.planning import even_share_before, guidance_for
from web.forms import AmountField
from web.planning import PlanForm, Planned, filled, proposed, sent
from web.recording import new_key

# Where Django's session keeps what was said so far.
DRAFT = "start"
PRESETS = (1_500_000, 2_000_000, 2_500_000)
STEPS = 3


class TotalForm(PageForm):
    """What a month takes in all, when it begins, and where its days turn."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(number, _("day {number}").format(number=number)) for number in range(1, 32)]
        self.fields |= {
            "total": AmountField(label=_("For the whole month"), currency=person.currency),
            "start_day": forms.TypedChoiceField(
                label=_("A month begins on"), coerce=int, choices=days, help_text=_("Your payday, if you like.")
            ),
            "time_zone": forms.CharField(required=False, widget=forms.HiddenInput, max_length=64),
        }
        self.dress()
        self.fields["total"].widget.attrs |= {"class": "add-amount mid", "placeholder": "0", "autofocus": True}


class SpentForm(PageForm):
    """What the month has taken already."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spent"] = AmountField(
            label=gettext_lazy("Spent this month so far"), currency=person.currency, required=False, zero=True
        )
        self.fields["spent"].widget.attrs |= {"class": "add-amount mid", "placeholder": "0", "autofocus": True}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def total(request: PageRequest) -> HttpResponse:
    """Ask what a month takes in all."""
    if has_plan(request.user.pk):
        return redirect("budget")
    draft = request.session.get(DRAFT, {})
    initial = {"start_day": request.user.month_start_day} | {name: draft.get(name) for name in draft}
    if "total" in draft:
        initial["total"] = f"{draft['total']:,}"
    form = TotalForm(request.POST or None, person=request.user, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        kept = {} if given["total"] != draft.get("total") else {"planned": draft.get("planned")}
        request.session[DRAFT] = {name: given[name] for name in ("total", "start_day", "time_zone")} | kept
        return redirect("start_split")
    status = 422 if form.is_bound else 200
    presets = PRESETS if request.user.currency == "KRW" else ()
    return render(request, "web/start/total.html", {"form": form, "presets": presets, "step": 1}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def parts(request: PageRequest) -> HttpResponse:
    """Show how others split such a total, to be changed."""
    draft = request.session.get(DRAFT)
    if not draft:
        return redirect("start")
    categories = categories_of(request.user)
    if request.method == "POST":
        form = sent(request.user, categories, request.POST)
        if form.is_valid() and sum(one.amount for one in form.planned()) > 0:
            kept = [[one.code, one.amount, one.fixed] for one in form.planned()]
            request.session[DRAFT] = draft | {"planned": kept, "key": draft.get("key") or new_key()}
            return redirect("start_spent") if _begun(_as_will_be(request.user, draft)) else _begin(request, 0)
        return _parts_page(request, form, draft, status=422)
    planned = [Planned(*one) for one in draft.get("planned") or []]
    if not planned:
        planned = proposed(
            guidance_for(request.user, _month(_as_will_be(request.user, draft)), draft["total"]).recommended
        )
    return _parts_page(request, filled(request.user, categories, planned), draft)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def spent(request: PageRequest) -> HttpResponse:
    """Ask somebody who begins in mid-month what was spent before; propose an even share."""
    draft = request.session.get(DRAFT)
    if not (draft and draft.get("planned")):
        return redirect("start")
    user = _as_will_be(request.user, draft)
    elapsed, month = _begun(user), _month(user)
    whole = sum(amount for _code, amount, _fixed in draft["planned"])
    share = even_share_before(user, month, whole, elapsed)
    form = SpentForm(request.POST or None, person=user, initial={"spent": f"{share:,}", "key": draft["key"]})
    if form.is_valid():
        return _begin(request, form.cleaned_data["spent"] or 0)
    context = {"form": form, "elapsed": elapsed, "step": 3, "today": clock.today(user)}
    return render(request, "web/start/spent.html", context, status=422 if form.is_bound else 200)


def _begin(request: PageRequest, spent: int) -> HttpResponse:
    """Keep all that was said, and show today."""
    draft = request.session[DRAFT]
    wanted = _as_will_be(request.user, draft)
    changes: Settings = {"month_start_day": wanted.month_start_day, "time_zone": wanted.time_zone}
    user = update_settings(user=wanted, changes=changes)
    month = _month(user)
    form = _plan_form(user, draft)
    begin_in_mid_month(
        owner=user,
        month=month,
        entries=form.entries(month),
        spent=spent,
        spent_on=clock.today(user) - timedelta(days=1),
        memo=_("Before I began"),
        key=draft["key"],
    )
    request.session.pop(DRAFT)
    messages.success(request, _("That is all. This is what today allows."))
    return redirect("home")


def _plan_form(user: User, draft: dict[str, Any]) -> PlanForm:
    data: dict[str, str] = {}
    for code, amount, fixed in draft["planned"]:
        data |= {f"amount-{code}": str(amount), f"fixed-{code}": str(fixed)}
    form = sent(user, categories_of(user), data)
    form.is_valid()
    return form


def _parts_page(request: PageRequest, form: PlanForm, draft: dict[str, Any], status: int = 200) -> HttpResponse:
    rows = list(form.rows())
    assigned = sum(row.planned.amount for row in rows)
    context = {
        "form": form,
        "rows": rows,
        "total": draft["total"],
        "assigned": assigned,
        "unassigned": draft["total"] - assigned,
        "step": 2,
        "language": get_language(),
    }
    return render(request, "web/start/split.html", context, status=status)


def _as_will_be(user: User, draft: dict[str, Any]) -> User:
    """Return the person with the settings of the draft, unsaved."""
    user.month_start_day = draft["start_day"]
    if draft.get("time_zone") in time_zones():
        user.time_zone = draft["time_zone"]
    return user


def _month(user: User) -> BudgetMonth:
    return BudgetMonth.containing(clock.today(user), user.month_start_day)


def _begun(user: User) -> int:
    """Return how many days of the month have gone before today."""
    return (clock.today(user) - _month(user).range(user.month_start_day).first).days
