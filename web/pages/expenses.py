"""내역: expenses by day, and what can be done to one."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PageRequest, safe_next, signed_in
from accounts.models import User
from categories.models import Category
from categories.selectors import categories_of
from core import clock
from core.api.pagination import read_cursor, write_cursor
from expenses import listing, services
from expenses.models import Expense
from expenses.rows import Row, row_of
from expenses.selectors import expense_of
from reports.amounts import amount_text
from web.amounts import typed
from web.changing import BringBackForm, ChangeForm, undo_of_exclusion, undo_of_removal
from web.days import by_day
from web.filters import FilterForm
from web.toasts import announced, done, say

PAGE = 50
# How many rows somebody who has scrolled far gets anew after a change.
MOST = 1_000


@require_safe
@signed_in
def expenses(request: PageRequest) -> HttpResponse:
    """Show what passes a filter, by day: the first rows with the totals of all, or the rows after a cursor."""
    today = clock.today(request.user)
    form = FilterForm(request.GET, person=request.user, today=today, categories=categories_of(request.user))
    wanted = form.wanted()
    context = {"here": "expenses", "form": form, "today": today, "language": get_language(), "wanted": wanted}
    if wanted is None:
        return render(request, "web/expenses.html", context, status=422)
    context |= _rows(wanted, request.GET)
    if request.htmx and not request.htmx.history_restore_request and "cursor" in request.GET:
        return render(request, "web/expenses/more.html", context)
    return render(request, "web/expenses.html", context | _totals(wanted))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def expense(request: PageRequest, expense_id: int) -> HttpResponse:
    """Show an expense to be changed, within its list or on a page of its own, and change it."""
    found = expense_of(request.user, expense_id)
    if "row" in request.GET:
        return render(request, "web/parts/row.html", {"row": row_of(found), "focus": True})
    if request.method == "POST":
        return _change(request, found)
    return _edit(request, found, ChangeForm(person=request.user, initial=_initial(found, request.user)))


@require_POST
@signed_in
def exclude(request: PageRequest, expense_id: int) -> HttpResponse:
    """Leave an expense out of the totals, or count it again."""
    changes = services.Changes(excluded_from_total=bool(request.POST.get("excluded")))
    services.change_expense(owner=request.user, expense_id=expense_id, changes=changes)
    row = row_of(expense_of(request.user, expense_id))
    text = _("{what} is left out of the totals.") if row["excluded_from_total"] else _("{what} counts again.")
    return done(request, text.format(what=_named(row, request.user)), back=_back(request), undo=undo_of_exclusion(row))


@require_POST
@signed_in
def remove(request: PageRequest, expense_id: int) -> HttpResponse:
    """Delete an expense; unless that is itself an undo, it can be brought back for a while."""
    row = row_of(expense_of(request.user, expense_id))
    services.remove_expense(owner=request.user, expense_id=expense_id)
    what = _named(row, request.user)
    if "undone" in request.POST:
        return done(request, _("{what}: taken back.").format(what=what), back=_back(request))
    text = _("{what} was deleted.").format(what=what)
    return done(request, text, back=_back(request), undo=undo_of_removal(row))


@require_POST
@signed_in
def bring_back(request: PageRequest) -> HttpResponse:
    """Record an expense anew that was just deleted, once however often it is asked for."""
    form = BringBackForm(request.POST)
    row = form.bring_back(request.user) if form.is_valid() else None
    if row is None:
        raise BadRequest
    return done(request, _("{what} is back.").format(what=_named(row, request.user)), back=_back(request))


def _rows(wanted: listing.Filter, query: QueryDict) -> dict[str, Any]:
    """Return the rows asked for by day, where the next ones are, and where to get all of these anew."""
    scope = wanted.scope(listing.NEWEST_FIRST)
    cursor = query.get("cursor")
    after = read_cursor(str(cursor), scope=scope) if cursor else None
    above = _number(query.get("shown", ""))
    page = listing.page(wanted, listing.NEWEST_FIRST, PAGE if after else max(PAGE, above), after)
    shown = len(page.rows) + (above if after else 0)
    return {
        "days": by_day(wanted, page.rows, after=after[0] if after else None),
        "next": _address(query, shown=shown, cursor=write_cursor(page.end, scope=scope)) if page.end else None,
        "anew": _address(query, shown=shown),
        "is_first": after is None,
    }


def _totals(wanted: listing.Filter) -> dict[str, Any]:
    found = listing.totals(wanted)
    lines = sorted((one for one in found.categories if one["total"]), key=lambda one: -one["total"])
    return {"totals": found, "lines": lines, "most": lines[0]["total"] if lines else 0}


def _number(text: str) -> int:
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _address(query: QueryDict, **more: Any) -> str:
    address = query.copy()
    address.pop("cursor", None)
    for name, value in more.items():
        address[name] = str(value)
    return f"{reverse('expenses')}?{address.urlencode()}"


def _change(request: PageRequest, found: Expense) -> HttpResponse:
    form = ChangeForm(request.POST, person=request.user)
    changed = form.save(found.pk, allow="allow" in request.POST) if form.is_valid() else None
    if changed is None:
        return _edit(request, found, form)
    if not request.htmx:
        say(request, _("{what} was saved.").format(what=_named(row_of(changed), request.user)))
        return redirect(_back(request))
    return announced(render(request, "web/parts/row.html", {"row": row_of(changed), "focus": True}))


def _edit(request: PageRequest, found: Expense, form: ChangeForm) -> HttpResponse:
    context = {
        "row": row_of(found),
        "form": form,
        "choices": _choices(request.user),
        "next": _back(request),
        "here": "expenses",
    }
    template = "web/expenses/edit.html" if request.htmx else "web/expense.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def _initial(found: Expense, person: User) -> dict[str, Any]:
    return {
        "memo": found.memo,
        "amount": typed(found.amount, person.currency),
        "category": found.category.code,
        "date": found.spent_on,
        "excluded": found.excluded_from_total,
    }


def _choices(person: User) -> list[tuple[str, str]]:
    known: list[Category] = categories_of(person)
    return [(one.code, one.label(get_language())) for one in known]


def _named(row: Row, person: User) -> str:
    """Return what an expense is called in a sentence: its memo, or else its category, and its amount."""
    return f"{row['memo'] or row['label']} {amount_text(row['amount'], person.currency, get_language())}"


def _back(request: PageRequest) -> str:
    """Return where somebody came from, to lead back there without scripts; the list where that is nowhere of ours."""
    here = request.build_absolute_uri(request.path)
    for address in (request.POST.get("next"), request.headers.get("Referer")):
        if address and not address.startswith(here):
            return safe_next(request, address)
    return reverse("expenses")
