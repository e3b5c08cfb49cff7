"""The first run: a total, its split, what is spent already, and today's number. Nothing is kept before the end."""

from copy import copy
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PageRequest, signed_in
from accounts.models import User
from budget_management.selectors import has_budget, recommended_budget
from categories.selectors import categories_of
from core import clock
from core.errors import AlreadyBegun
from core.pages import PageForm
from core.periods import BudgetMonth
from expenses.services import begin
from reports.planning import spent_so_far
from web.amounts import precision
from web.forms import AmountField
from web.planning import PlanForm

from .budget import about, spread_out

# Where Django's session keeps what was said so far: a total, a day, and what stood in the forms.
DRAFT = "start"
PRESETS = (1_000_000, 1_500_000, 2_000_000)


class TotalForm(PageForm):
    """What a month takes in all, and when it begins."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(number, _("day {number}").format(number=number)) for number in range(1, 32)]
        self.fields |= {
            "total": AmountField(label=_("For the whole month"), currency=person.currency),
            "start_day": forms.TypedChoiceField(
                label=_("A month begins on"), coerce=int, choices=days, help_text=_("Your payday, if you like.")
            ),
        }
        self.dress()
        self.fields["total"].widget.attrs |= {"class": "add-amount mid", "placeholder": "0", "autofocus": True}


class SpentForm(PageForm):
    """What the month has taken already."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spent"] = AmountField(
            label=_("Spent this month so far"), currency=person.currency, required=False, least=0
        )
        self.fields["spent"].widget.attrs |= {"class": "add-amount mid", "placeholder": "0"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def total(request: PageRequest) -> HttpResponse:
    """Ask what a month takes in all."""
    user = request.user
    if has_budget(user.pk):
        return redirect("budget")
    draft = request.session.get(DRAFT, {})
    given = request.POST.dict()
    if "preset" in given:
        given["total"] = given["preset"]
    form = TotalForm(given or None, person=user, initial={"start_day": user.month_start_day} | draft)
    if form.is_valid():
        # Another total is split anew, and another month has taken something else so far.
        changed = any(draft.get(name) != value for name, value in form.cleaned_data.items())
        request.session[DRAFT] = form.cleaned_data if changed else draft
        return redirect("start_split")
    presets = PRESETS if user.currency == "KRW" else ()
    return _step(request, 1, {"form": form, "presets": presets, "steps": _steps(user)}, bound=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def parts(request: PageRequest) -> HttpResponse:
    """Show how others split such a total, to be changed."""
    draft = request.session.get(DRAFT)
    if not draft:
        return _astray(request)
    person = _as_will_be(request.user, draft)
    if request.method != "POST":
        return _parts_page(request, person, draft, _split(person, draft))
    form = PlanForm(request.POST, person=person, categories=categories_of(person))
    do = request.POST.get("do", "next")
    if do != "next" or (form.is_valid() and form.assigned()):
        request.session[DRAFT] = draft | {"plan": form.values()}
    if do == "back":
        return redirect("start")
    if form.is_valid() and do == "spread":
        return _parts_page(request, person, draft, spread_out(form, draft["total"]))
    if form.is_valid() and do == "next":
        if form.assigned():
            return redirect("start_spent") if _elapsed(person) else _begin(request, person, form, 0)
        form.add_error(None, _("Give at least one category an amount."))
    return _parts_page(request, person, draft, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def spent(request: PageRequest) -> HttpResponse:
    """Ask somebody who begins in mid-month what was spent before; propose an even share."""
    draft = request.session.get(DRAFT, {})
    if "plan" not in draft:
        return _astray(request)
    person = _as_will_be(request.user, draft)
    plan = PlanForm(draft["plan"], person=person, categories=categories_of(person))
    if not (plan.is_valid() and plan.assigned()):
        return redirect("start_split")
    proposed = spent_so_far(person, plan.assigned(), clock.today(person))
    form = SpentForm(request.POST or None, person=person, initial={"spent": draft.get("spent", proposed)})
    if request.POST.get("do") == "back":
        request.session[DRAFT] = draft | {"spent": form["spent"].value()}
        return redirect("start_split")
    if form.is_valid():
        return _begin(request, person, plan, form.cleaned_data["spent"] or 0)
    context = {"form": form, "today": clock.today(person), "steps": _steps(person)}
    return _step(request, 3, context, bound=form.is_bound)


def _begin(request: PageRequest, person: User, form: PlanForm, spent: int) -> HttpResponse:
    """Keep all that was said, once, and show today."""
    today = clock.today(person)
    try:
        begin(
            owner=request.user,
            month_start_day=person.month_start_day,
            entries=form.entries(BudgetMonth.containing(today, person.month_start_day)),
            spent=spent,
            spent_on=today - timedelta(days=1),
            memo=_("Before I began"),
        )
    except AlreadyBegun:
        return redirect("home")
    request.session.pop(DRAFT)
    messages.success(request, _("That is all. This is what today allows."))
    return redirect("home")


def _split(person: User, draft: dict[str, Any]) -> PlanForm:
    """Return the split as it was left, or as others split such a total."""
    categories = categories_of(person)
    if plan := draft.get("plan"):
        return PlanForm(initial=plan, person=person, categories=categories)
    found = recommended_budget(person, draft["total"], group_below=0)
    form = PlanForm.of((), person=person, categories=categories)
    return form.with_amounts({line.code: line.amount for line in found.lines})


def _parts_page(request: PageRequest, person: User, draft: dict[str, Any], form: PlanForm) -> HttpResponse:
    days = _month(person).range(person.month_start_day).days
    context = {"form": form, "total": draft["total"], "days": days, "steps": _steps(person)}
    context |= about(form, list(form.rows(days)), draft["total"]) | {"precision": precision(person.currency)}
    return _step(request, 2, context, bound=bool(form.errors))


def _step(request: PageRequest, step: int, context: dict[str, Any], *, bound: bool) -> HttpResponse:
    template = {1: "web/start/total.html", 2: "web/start/split.html", 3: "web/start/spent.html"}[step]
    return render(request, template, context | {"step": step}, status=422 if bound else 200)


def _astray(request: PageRequest) -> HttpResponse:
    """Return the way for somebody who comes to a later step without the first: done already, or not begun."""
    return redirect("home" if has_budget(request.user.pk) else "start")


def _as_will_be(user: User, draft: dict[str, Any]) -> User:
    """Return the person with the settings of the draft, unsaved."""
    person = copy(user)
    person.month_start_day = draft["start_day"]
    return person


def _month(person: User) -> BudgetMonth:
    return BudgetMonth.containing(clock.today(person), person.month_start_day)


def _elapsed(person: User) -> int:
    """Return how many days of the month have gone before today."""
    return (clock.today(person) - _month(person).range(person.month_start_day).first).days


def _steps(person: User) -> list[int]:
    """Return the numbers of the steps: on a month's first day nothing is asked of before."""
    return [1, 2, 3] if _elapsed(person) else [1, 2]
