"""예산: a month's plan, what is left to assign, and how others split theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PageRequest, signed_in
from accounts.models import User
from budget_management import selectors, services
from budget_management.drafts import spread
from budget_management.selectors import AppliedPlan
from categories.selectors import categories_of
from core.pages import PageForm
from core.periods import BudgetMonth
from reports.planning import Guidance, guidance_for
from web.amounts import MOST, precision
from web.forms import AmountField
from web.months import FIRST, LAST, month_asked
from web.planning import PlanForm, Row
from web.templatetags.web import is_vast

# What is assigned may be more than one amount may be.
MOST_IN_ALL = 100 * MOST
# The widest bar leaves room for the marks beside it.
WIDEST_PERCENT = 94


class TotalForm(PageForm):
    """What a month may take in all. It helps to split, and is not kept: a plan's total is the sum of its parts."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["total"] = AmountField(
            label=_("For the whole month"), currency=person.currency, required=False, most=MOST_IN_ALL
        )
        self.fields["total"].widget.attrs["class"] = f"add-amount mid{' vast' if is_vast(self.total()) else ''}"

    def total(self) -> int:
        """Return the total as it stands, in minor units; 0 where it cannot be read."""
        field = self.fields["total"]
        return (field.read(self["total"].value() or None) if isinstance(field, AmountField) else None) or 0


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


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def budget(request: PageRequest) -> HttpResponse:
    """Show a month's plan. What is sent is saved, or only worked on, as its button says."""
    user = request.user
    month = month_asked(request.GET.get("month"), selectors.this_month(user))
    plan = selectors.plan_for(user.pk, month)
    who: dict[str, Any] = {"person": user, "categories": categories_of(user)}
    if request.method != "POST":
        form = PlanForm.of(plan.lines if plan else (), **who)
        return _page(request, plan, month, form, TotalForm(person=user, initial={"total": form.assigned() or None}))
    form, total_form = PlanForm(request.POST, **who), TotalForm(request.POST, person=user)
    do = request.POST.get("do", "save")
    if do == "save" and form.is_valid():
        services.replace_plan(owner=user, month=month, entries=form.entries(month))
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('budget')}?month={month}")
    if do in ("spread", "recommend") and total_form.is_valid() and not total_form.total():
        total_form.add_error("total", _("Enter a total first."))
    if do != "save" and form.is_valid() and total_form.is_valid():
        form = _worked(user, do, form, total_form)
    status = 422 if do == "save" or form.errors or total_form.errors else 200
    return _page(request, plan, month, form, total_form, status)


def spread_out(form: PlanForm, total: int) -> PlanForm:
    """Return the form with its amounts adding up to the total, or with what is in the way of that."""
    amounts = spread(total, form.lines(), unit=form.person.rounding_unit)
    if amounts is None:
        form.add_error(None, _("What goes out once a month is more than the total."))
        return form
    return form.with_amounts(amounts)


def _worked(user: User, do: str, form: PlanForm, total_form: TotalForm) -> PlanForm:
    """Return a plan with what a button does to it."""
    total = total_form.total()
    if do == "spread":
        return spread_out(form, total)
    if do == "recommend":
        found = selectors.recommended_budget(user, total, group_below=0)
        standing = {line.code: 0 for line in form.lines() if line.amount is not None}
        return form.with_amounts(standing | {line.code: line.amount for line in found.lines})
    return form


def _page(
    request: PageRequest,
    plan: AppliedPlan | None,
    month: BudgetMonth,
    form: PlanForm,
    total_form: TotalForm,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    this_month = selectors.this_month(user)
    period = month.range(user.month_start_day)
    rows = list(form.rows(period.days))
    total, assigned = total_form.total(), form.assigned()
    guidance = guidance_for(user, total or assigned, min(month, this_month))
    context = {
        "month": month,
        "this_month": this_month,
        "period": period,
        "previous": month.previous() if month > FIRST else None,
        "next": month.next() if month < LAST else None,
        "plan": plan,
        "carried_on": selectors.carried_on(user.pk, month),
        "begun": request.method == "POST" or bool(assigned) or selectors.has_budget(user.pk),
        "changed": request.method == "POST",
        "form": form,
        "total_form": total_form,
        "total": total,
        "slider": _slider(total or assigned),
        "days": period.days,
        "precision": precision(user.currency),
        "guidance": guidance,
        "advice": list(_advice(rows, guidance)),
        "here": "budget",
    }
    return render(request, "web/budget.html", context | about(form, rows, total), status=status)


def about(form: PlanForm, rows: list[Row], total: int) -> dict[str, Any]:
    """Return what every page with a plan's form says of it."""
    assigned = form.assigned()
    return {
        "rows": [row for row in rows if _stands(row)],
        "others": [row for row in rows if not _stands(row)],
        "assigned": assigned,
        "unassigned": total - assigned,
    }


def _stands(row: Row) -> bool:
    return row.line.amount is not None or bool(row.amount.errors or row.fixed.errors)


def _slider(total: int) -> dict[str, int]:
    """Return a range around a total, in round numbers of its size."""
    step = 10 ** max(len(str(total)) - 3, 0) if total else 10_000
    ends = 10 * step
    least, most = total // 2 // ends * ends, -(-total * 3 // 2 // ends) * ends or 3_000_000
    return {"least": least, "most": most, "step": step}


def _advice(rows: list[Row], guidance: Guidance) -> Iterator[Advice]:
    now = {row.code: row.line.amount or 0 for row in rows}
    widest = max([*now.values(), *guidance.recommended.values(), *guidance.usual.values(), 1])

    def place(amount: int | None) -> str:
        return f"{(amount or 0) * WIDEST_PERCENT / widest:.1f}%"

    for row in rows:
        mine, theirs, usual = now[row.code], guidance.recommended.get(row.code, 0), guidance.usual.get(row.code)
        if mine or theirs or usual:
            yield Advice(row.label, mine, theirs, usual, place(mine), place(theirs), place(usual))
