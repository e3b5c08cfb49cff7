"""The form of a month's plan: an amount a category, and how much of it goes out in one piece."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from budget_management.drafts import DraftLine
from budget_management.selectors import Line
from budget_management.services import Entry
from categories.models import Category
from core.errors import FixedAboveAmount
from core.money import round_quotient
from core.pages import PageForm, text_of
from core.periods import BudgetMonth

from .forms import AmountField

# What usually goes out once a month, and is proposed to where a category is new.
USUALLY_FIXED = ("housing", "telecom")


@dataclass(frozen=True, slots=True)
class Row:
    """A category in the form: its fields, and the numbers as they stand, in minor units; `daily` is for an even day."""

    code: str
    label: str
    amount: Any
    once: Any
    fixed: Any
    line: DraftLine
    daily: int


class PlanForm(PageForm):
    """Every category of a person's. One without an amount is not in the plan; 0 is an amount.

    A switch says that it goes out once a month: all of it, or the part that is named.
    """

    def __init__(self, *args: Any, person: User, categories: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.categories = person, categories
        for category in categories:
            name = category.label(get_language())
            self.fields |= {
                f"amount-{category.code}": self._amount(_("Budget of {name}").format(name=name)),
                f"once-{category.code}": forms.BooleanField(required=False),
                f"fixed-{category.code}": self._amount(_("What of {name} goes out at once").format(name=name)),
            }
            self.fields[f"fixed-{category.code}"].widget.attrs["placeholder"] = _("all of it")

    @classmethod
    def of(cls, lines: Sequence[Line], **kwargs: Any) -> Self:
        """Return the form with a plan in it."""
        initial: dict[str, Any] = {f"once-{code}": True for code in USUALLY_FIXED}
        for line in lines:
            part = line.fixed_amount if line.fixed_amount < line.amount else None
            initial |= {
                f"amount-{line.code}": line.amount,
                f"once-{line.code}": line.fixed_amount > 0,
                f"fixed-{line.code}": part or None,
            }
        return cls(initial=initial, **kwargs)

    def with_amounts(self, amounts: Mapping[str, int]) -> Self:
        """Return the form as it stands, with other amounts in some of its categories."""
        initial = self.values()
        for code, amount in amounts.items():
            initial[f"amount-{code}"] = amount
            if (self._read(f"fixed-{code}") or 0) >= amount:
                initial[f"fixed-{code}"] = None
        return type(self)(initial=initial, person=self.person, categories=self.categories)

    def clean(self) -> dict[str, Any]:
        """Refuse a fixed part that is more than its amount."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for category in self.categories:
            amount, once, fixed = (cleaned.get(f"{kind}-{category.code}") for kind in ("amount", "once", "fixed"))
            if once and amount is not None and fixed is not None and fixed > amount:
                given = self.data[f"amount-{category.code}"]
                self.add_error(f"fixed-{category.code}", text_of(FixedAboveAmount(amount=given)))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields, as it was typed; JSON."""
        return {name: self[name].value() for name in self.fields}

    def lines(self) -> list[DraftLine]:
        """Return the plan as it stands; what cannot be read counts as nothing."""
        return [self._line(category.code) for category in self.categories]

    def assigned(self) -> int:
        """Return the sum of the amounts as they stand, in minor units."""
        return sum(line.amount or 0 for line in self.lines())

    def entries(self, month: BudgetMonth) -> list[Entry]:
        """Return the plan to be stored."""
        pairs = zip(self.categories, self.lines(), strict=True)
        return [Entry(category, month, line.amount, line.fixed) for category, line in pairs if line.amount is not None]

    def rows(self, days: int) -> Iterator[Row]:
        """Yield the categories as the page shows them, for a month of so many days."""
        for category, line in zip(self.categories, self.lines(), strict=True):
            yield Row(
                category.code,
                category.label(get_language()),
                self[f"amount-{category.code}"],
                self[f"once-{category.code}"],
                self[f"fixed-{category.code}"],
                line,
                round_quotient(line.living, days, self.person.rounding_unit),
            )

    def _amount(self, label: str) -> AmountField:
        field = AmountField(label=label, currency=self.person.currency, least=0, required=False)
        field.widget.attrs["class"] = "input sm"
        return field

    def _line(self, code: str) -> DraftLine:
        amount = self._read(f"amount-{code}")
        if amount is None or not self[f"once-{code}"].value():
            return DraftLine(code, amount)
        part = self._read(f"fixed-{code}")
        return DraftLine(code, amount, amount if part is None else min(part, amount))

    def _read(self, name: str) -> int | None:
        field = self.fields[name]
        return field.read(self[name].value() or None) if isinstance(field, AmountField) else None
