"""Which expenses somebody wants to see: the API's filter, as a form that reads amounts and knows budget months."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from categories.models import Category
from core.api.fields import FIRST_DAY, LAST_DAY
from core.errors import DomainError
from core.pages import PageForm
from core.periods import BudgetMonth, DateRange
from expenses import listing
from expenses.serializers import LONGEST_MEMO

from .forms import AmountField

THIS, LAST, CUSTOM = "this", "last", "custom"
DAYS = "%Y-%m-%d"


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format=DAYS)


class DayField(forms.DateField):
    """A day that the API knows, too."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=[DAYS], **kwargs)
        text = _("Days from 1900-01-01 to 2999-12-31 are known here.")
        self.validators += [MinValueValidator(FIRST_DAY, text), MaxValueValidator(LAST_DAY, text)]
        self.widget.attrs |= {"min": str(FIRST_DAY), "max": str(LAST_DAY)}
        self.error_messages["invalid"] = _("Choose a day.")


class FilterForm(PageForm):
    """The filter of the list; it says what is wrong with it, and what it asks for where nothing is."""

    period = forms.ChoiceField(
        choices=[(THIS, _("This month")), (LAST, _("Last month")), (CUSTOM, _("Choose days"))],
        widget=forms.RadioSelect,
    )
    start_date = DayField(label=_("First day"))
    end_date = DayField(label=_("Last day"))
    category = forms.MultipleChoiceField(
        label=_("Categories"), required=False, error_messages={"invalid_choice": _("Choose a category.")}
    )
    min_amount = AmountField(label=_("At least"), required=False, least=0)
    max_amount = AmountField(label=_("At most"), required=False, least=0)
    search = forms.CharField(label=_("Find in memos"), max_length=LONGEST_MEMO, required=False)

    def __init__(self, query: QueryDict, *, person: User, today: date, categories: Sequence[Category]) -> None:
        self.month = BudgetMonth.containing(today, person.month_start_day)
        self.person, self.categories = person, categories
        super().__init__(self._completed(query.copy()))
        cast(forms.MultipleChoiceField, self.fields["category"]).choices = [(one.code, one.code) for one in categories]
        self.fields["search"].widget = forms.TextInput(
            attrs={"type": "search", "class": "input sm", "placeholder": _("Find in memos"), "maxlength": ""}
        )
        for name in ("min_amount", "max_amount"):
            cast(AmountField, self.fields[name]).currency = person.currency
            # Lets the style tell whether there is something in it.
            self.fields[name].widget.attrs["placeholder"] = " "

    @property
    def narrowed(self) -> bool:
        """Whether more is asked for than a period."""
        names = ("category", "min_amount", "max_amount", "search")
        return any(self.data.get(name) for name in names)

    def wanted(self) -> listing.Filter | None:
        """Return what is asked for; None where that stands in the form's errors."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        try:
            period = listing.period_between(given["start_date"], given["end_date"])
        except DomainError as error:
            self.refuse(error)
            return None
        return listing.Filter(
            owner_id=self.person.pk,
            period=period,
            category_ids=tuple(one.pk for one in self.categories if one.code in given["category"]),
            min_amount=given["min_amount"],
            max_amount=given["max_amount"],
            search=given["search"],
        )

    def _completed(self, query: QueryDict) -> QueryDict:
        """Return the query with a period: the one it names, with its days."""
        query.setdefault("period", CUSTOM if "start_date" in query else THIS)
        days = self._days_of(str(query["period"]))
        for name, day in (("start_date", days.first), ("end_date", days.last)):
            if query["period"] != CUSTOM or name not in query:
                query[name] = day.isoformat()
        return query

    def _days_of(self, period: str) -> DateRange:
        month = self.month.previous() if period == LAST else self.month
        return month.range(self.person.month_start_day)
