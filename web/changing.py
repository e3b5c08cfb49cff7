"""Changing an expense from a form, and bringing back one that was deleted."""

from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import errors
from core.pages import PageForm
from expenses import services
from expenses.models import Expense
from expenses.rows import Row
from expenses.selectors import known_category
from expenses.serializers import LONGEST_MEMO

from .amounts import MOST
from .filters import DayField
from .forms import AmountField
from .recording import RecordingForm, new_key


class ChangeForm(PageForm):
    """An expense as it shall be."""

    memo = forms.CharField(label=_("Memo"), max_length=LONGEST_MEMO, required=False)
    amount = AmountField(label=_("Amount"))
    category = forms.CharField(label=_("Category"), max_length=32, error_messages={"required": _("Choose a category.")})
    date = DayField(label=_("Day"))
    excluded = forms.BooleanField(label=_("Leave out of the totals"), required=False)
    # Whether the category that was chosen is not in the plan.
    unbudgeted = False

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        cast(AmountField, self.fields["amount"]).currency = person.currency

    def save(self, expense_id: int, *, allow: bool) -> Expense | None:
        """Return the changed expense; None where that is refused, which then stands in the form's errors.

        `allow` puts a category that is not in the plan into it, with a budget of 0. Raises NotFound.
        """
        given = self.cleaned_data
        try:
            changes = services.Changes(
                category=known_category(self.person, given["category"]),
                amount=given["amount"],
                spent_on=given["date"],
                memo=given["memo"],
                excluded_from_total=given["excluded"],
            )
            return services.change_expense(owner=self.person, expense_id=expense_id, changes=changes, allow=allow)
        except errors.CategoryNotBudgeted as error:
            self.refuse(error)
            self.unbudgeted = True
        except errors.Invalid as error:
            self.refuse(error)
        return None


class BringBackForm(RecordingForm):
    """An expense that was deleted, all of it, in hidden fields. Amounts in minor units."""

    amount = forms.IntegerField(min_value=1, max_value=MOST)
    date = DayField()
    memo = forms.CharField(max_length=LONGEST_MEMO, required=False, strip=False)
    excluded = forms.BooleanField(required=False)

    def bring_back(self, owner: User) -> Row | None:
        """Return the expense's new row, the same one for the same key; None where it is refused."""
        given = self.cleaned_data
        return self.record(
            owner,
            amount=given["amount"],
            spent_on=given["date"],
            memo=given["memo"],
            excluded=given["excluded"],
            allow=True,
        )


def undo_of_removal(row: Row) -> dict[str, Any]:
    """Return what a toast offers after an expense was deleted: all it takes to bring it back, once."""
    fields = {name: row[name] for name in ("category", "amount", "date", "memo")}
    if row["excluded_from_total"]:
        fields["excluded"] = "1"
    return {"action": reverse("expense_bring_back"), "fields": fields | {"key": new_key()}}


def undo_of_exclusion(row: Row) -> dict[str, Any]:
    """Return what a toast offers after an expense was taken out of the totals, or back into them."""
    out = row["excluded_from_total"]
    return {"action": reverse("expense_exclude", args=[row["id"]]), "fields": {"excluded": "" if out else "1"}}
