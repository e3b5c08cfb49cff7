"""Fields of the pages' forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .amounts import parse_amount


class AmountField(forms.CharField):
    """An amount as people type it, in minor units once it is cleaned."""

    def __init__(self, *, currency: str = "KRW", zero: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.currency, self.zero = currency, zero
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """Return the amount, None where nothing was written and nothing has to be."""
        text = super().clean(value)
        if not text:
            return None
        if self.zero and not text.strip("0 원"):
            return 0
        amount = parse_amount(text, self.currency)
        if amount is None:
            raise forms.ValidationError(
                _("This could not be read as an amount. Write something like 12500 or 1만2천5백."), code="amount"
            )
        return amount
