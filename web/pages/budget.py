"""예산: a month's plan, what is left to assign, and how others split theirs."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PageRequest, signed_in
from accounts.models import User
from budget_management import selectors, services
from categories.models import Category
from categories.selectors import categories_of
from core.money import split
from core.pages import PageForm
from core.periods import BudgetMonth
from reports.planning import Guidance, guidance_for
from web.forms import AmountField
from web.planning import PlanForm, Planned, filled, proposed, sent

# The months that the API takes, too.
FIRST, LAST = BudgetMonth(1900, 1), BudgetMonth(2999, 12)
# How far the slider goes beyond the total.
SLIDER, SLIDER_LEAST = 2, 1_000_000


class TotalForm(PageForm):
    """What a month may take in all: it is split, and not kept."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["total"] = AmountField(label=_("For the whole month"), currency=person.currency)
        self.fields["total"].widget.attrs["class"] = "add-amount mid"


class AddedForm(PageForm):
    """A category to be added to the plan."""

    add = forms.CharField(label=gettext_lazy("Category"), max_length=32, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def budget(request: PageRequest) -> HttpResponse:
    """Show a month's plan. What is sent is saved, or only worked on, as its button says."""
    month = _month(request)
    categories = categories_of(request.user)
    if request.method != "POST":
        plan = selectors.plan_for(request.user.pk, month)
        planned = [Planned(line.code, line.amount, line.fixed_amount) for line in plan.lines] if plan else []
        return _page(request, month, categories, filled(request.user, categories, planned))
    form = sent(request.user, categories, request.POST)
    if not form.is_valid():
        return _page(request, month, categories, form, changed=True, status=422)
    do = request.POST.get("do", "save")
    if do == "save":
        services.replace_plan(owner=request.user, month=month, entries=form.entries(month))
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('budget')}?month={month}")
    total_form = TotalForm(request.POST, person=request.user)
    if do in ("recommend", "spread") and not total_form.is_valid():
        return _page(request, month, categories, form, total_form=total_form, changed=True, status=422)
    worked = _worked(request, do, form.planned(), total_form, month)
    return _page(
        request, month, categories, filled(request.user, categories, worked), total_form=total_form, changed=True
    )


def _worked(
    request: PageRequest, do: str, planned: list[Planned], total_form: TotalForm, month: BudgetMonth
) -> list[Planned]:
    """Return a plan with what a button does to it."""
    if do == "recommend":
        total = total_form.cleaned_data["total"]
        return proposed(guidance_for(request.user, month, total).recommended)
    if do == "spread":
        total = total_form.cleaned_data["total"]
        parts = (
            split(
                total,
                [one.amount for one in planned] if any(one.amount for one in planned) else [1] * len(planned),
                unit=request.user.rounding_unit,
            )
            if planned
            else []
        )
        return [Planned(one.code, part, min(one.fixed, part)) for one, part in zip(planned, parts, strict=True)]
    if do.startswith("remove-"):
        return [one for one in planned if one.code != do.removeprefix("remove-")]
    added = request.POST.get("add", "")
    return [*planned, Planned(added, 0)] if added not in {one.code for one in planned} else planned


def _page(
    request: PageRequest,
    month: BudgetMonth,
    categories: list[Category],
    form: PlanForm,
    *,
    total_form: TotalForm | None = None,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    user, language = request.user, get_language()
    rows = list(form.rows())
    assigned = sum(row.planned.amount for row in rows)
    total = (total_form.cleaned_data.get("total") if total_form and total_form.is_valid() else None) or assigned
    total_form = total_form or TotalForm(person=user, initial={"total": f"{total:,}" if total else ""})
    guidance = guidance_for(user, month, total)
    known = {row.code for row in rows}
    days = month.range(user.month_start_day).days
    context = {
        "month": month,
        "period": month.range(user.month_start_day) if user.month_start_day != 1 else None,
        "previous": month.previous() if month > FIRST else None,
        "next": month.next() if month < LAST else None,
        "form": form,
        "rows": [(row, max(row.planned.amount - row.planned.fixed, 0) // days) for row in rows],
        "total_form": total_form,
        "total": total,
        "assigned": assigned,
        "unassigned": total - assigned,
        "slider_end": max(total * SLIDER, SLIDER_LEAST),
        "days": days,
        "addable": [(one.code, one.label(language)) for one in categories if one.code not in known],
        "advice": _advice(categories, rows, guidance, language),
        "contributors": guidance.contributors,
        "plan": selectors.plan_for(user.pk, month),
        "carrying": _carrying(user, month),
        "changed": changed,
        "here": "budget",
    }
    return render(request, "web/budget.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Advice:
    """A category's budget beside what others and the person's own months say. Places are in percent of the widest."""

    label: str
    now: int
    recommended: int
    usual: int | None
    now_place: str
    recommended_place: str
    usual_place: str


def _advice(categories: list[Category], rows: list[Any], guidance: Guidance, language: str) -> list[Advice]:
    now = {row.code: row.planned.amount for row in rows}
    widest = max([*now.values(), *guidance.recommended.values(), *guidance.usual.values(), 1])

    def place(amount: int) -> str:
        return f"{amount * 94 / widest:.1f}%"

    found = []
    for category in categories:
        code = category.code
        if code in now or code in guidance.recommended or code in guidance.usual:
            mine, theirs, usual = now.get(code, 0), guidance.recommended.get(code, 0), guidance.usual.get(code)
            places = place(mine), place(theirs), place(usual or 0)
            found.append(Advice(category.label(language), mine, theirs, usual, *places))
    return found


def _carrying(user: User, month: BudgetMonth) -> list[BudgetMonth]:
    """Return the later months, up to this one, that a change of this month changes too."""
    until = selectors.this_month(user)
    own = selectors.next_own_month(user.pk, month)
    found, later = [], month.next()
    while later <= until and (own is None or later < own):
        found.append(later)
        later = later.next()
    return found


def _month(request: PageRequest) -> BudgetMonth:
    text = request.GET.get("month")
    if not text:
        return selectors.this_month(request.user)
    try:
        month = BudgetMonth.parse(text)
    except ValueError:
        raise Http404 from None
    if not FIRST <= month <= LAST:
        raise Http404
    return month
