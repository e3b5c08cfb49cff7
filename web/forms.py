"""Fields of the pages' forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .amounts import MOST, parse_amount, typed


class AmountField(forms.CharField):
    """An amount as people type it, in minor units once it is cleaned."""

    def __init__(self, *, currency: str = "KRW", least: int = 1, most: int = MOST, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.currency, self.least, self.most = currency, least, most
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """Return the amount, None where nothing was written and nothing has to be."""
        text = super().clean(value)
        if not text:
            return None
        amount = self.read(text)
        if amount is None:
            raise forms.ValidationError(
                _("This could not be read as an amount. Write something like 12500 or 1만2천5백."), code="amount"
            )
        return amount

    def read(self, value: Any) -> int | None:
        """Return the amount that stands in the field, however it came there; None where it is none."""
        return parse_amount(value, self.currency, least=self.least, most=self.most) if isinstance(value, str) else value

    def prepare_value(self, value: Any) -> Any:
        """Return what the field shows: an amount as people type it, and what was typed as it was."""
        return typed(value, self.currency) if isinstance(value, int) else value
