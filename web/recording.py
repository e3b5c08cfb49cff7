"""Recording an expense from a form: once for each key, however often the form comes."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import errors
from core.pages import PageForm
from expenses import services
from expenses.replies import Idempotency
from expenses.rows import Row

LONGEST_KEY = 64


class RecordingForm(PageForm):
    """What every form that records has: a category, and a key that makes one row of two taps."""

    category = forms.CharField(max_length=32, error_messages={"required": _("Choose a category.")})
    key = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)
    # Whether the category that was chosen is not in the plan.
    unbudgeted = False

    def record(
        self, owner: User, *, amount: int, spent_on: date, memo: str, allow: bool, excluded: bool = False
    ) -> Row | None:
        """Return the expense's row; None where it is refused, which then stands in the form's errors.

        `allow` puts a category that is not in the plan into it, with a budget of 0.
        """
        body = {name: self.data.get(name) for name in self.fields if name != "key"}
        try:
            asked = Idempotency.of(self.cleaned_data["key"], body)
            return services.record_expense(
                owner=owner,
                category=self.cleaned_data["category"],
                amount=amount,
                spent_on=spent_on,
                memo=memo,
                excluded=excluded,
                allow=allow,
                idempotency=asked,
            ).row
        except errors.CategoryNotBudgeted as error:
            self.refuse(error)
            self.unbudgeted = True
        except (errors.Invalid, errors.Conflict, errors.Unprocessable) as error:
            self.refuse(error)
        return None


def new_key() -> str:
    """Return a key that nobody has used."""
    return str(uuid4())


def undo_of(row: Row) -> dict[str, Any]:
    """Return what a toast offers after something was recorded."""
    return {"action": reverse("expense_remove", args=[row["id"]]), "fields": {"undone": "1"}}
