"""The form of a month's plan: an amount a category, and how much of it goes out in one piece."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from budget_management.services import Entry
from categories.models import Category
from core.pages import PageForm
from core.periods import BudgetMonth

from .forms import AmountField

# What usually goes out once a month.
USUALLY_FIXED = ("housing", "telecom")


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan gives a category, in minor units."""

    code: str
    amount: int
    fixed: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A category in the form: its two fields, and the numbers as they stand."""

    code: str
    label: str
    amount: Any
    fixed: Any
    planned: Planned


def proposed(amounts: Mapping[str, int]) -> list[Planned]:
    """Return a new plan, with what usually goes out in one piece as fixed."""
    return [Planned(code, amount, amount if code in USUALLY_FIXED else 0) for code, amount in amounts.items()]


class PlanForm(PageForm):
    """Amounts of any number of categories: `amount-food`, `fixed-food`. An empty one is 0."""

    def __init__(self, *args: Any, person: User, categories: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.categories = person, categories
        for category in categories:
            for kind, label in (("amount", _("Budget of {name}")), ("fixed", _("Of {name}, once a month"))):
                text = label.format(name=category.label(get_language()))
                field = AmountField(label=text, currency=person.currency, required=False, zero=True)
                field.widget.attrs["class"] = "input sm"
                self.fields[f"{kind}-{category.code}"] = field
        self.dress()

    def clean(self) -> dict[str, Any]:
        """Refuse a fixed part that is more than its amount."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for category in self.categories:
            amount, fixed = (cleaned.get(f"{kind}-{category.code}") or 0 for kind in ("amount", "fixed"))
            if fixed > amount and not self.errors.get(f"amount-{category.code}"):
                self.add_error(f"fixed-{category.code}", _("This cannot be more than the budget."))
        return cleaned

    def planned(self) -> list[Planned]:
        """Return what the form says, in the order of its categories."""
        return [
            Planned(
                one.code,
                self.cleaned_data.get(f"amount-{one.code}") or 0,
                self.cleaned_data.get(f"fixed-{one.code}") or 0,
            )
            for one in self.categories
        ]

    def entries(self, month: BudgetMonth) -> list[Entry]:
        """Return what the form says, to be stored."""
        pairs = zip(self.categories, self.planned(), strict=True)
        return [Entry(category, month, planned.amount, planned.fixed) for category, planned in pairs]

    def rows(self) -> Iterator[Row]:
        """Yield the categories as the page shows them."""
        known = self.planned() if self.is_bound and self.is_valid() else self.initial.get("planned", [])
        numbers = {one.code: one for one in known}
        for category in self.categories:
            yield Row(
                category.code,
                category.label(get_language()),
                self[f"amount-{category.code}"],
                self[f"fixed-{category.code}"],
                numbers.get(category.code, Planned(category.code, 0)),
            )


def filled(person: User, categories: Iterable[Category], planned: Sequence[Planned]) -> PlanForm:
    """Return the form with a plan in it, its categories in plan order."""
    codes = {one.code for one in planned}
    shown = [category for category in categories if category.code in codes]
    initial: dict[str, Any] = {"planned": planned}
    for one in planned:
        initial[f"amount-{one.code}"] = f"{one.amount:,}"
        initial[f"fixed-{one.code}"] = f"{one.fixed:,}" if one.fixed else ""
    return PlanForm(person=person, categories=shown, initial=initial)


def sent(person: User, categories: Iterable[Category], data: Mapping[str, Any]) -> PlanForm:
    """Return the form as it was sent: with the categories that are named in it."""
    shown = [category for category in categories if f"amount-{category.code}" in data]
    return PlanForm(data, person=person, categories=shown)
