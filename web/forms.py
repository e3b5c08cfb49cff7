"""What all forms of the pages have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

from .amounts import parse_amount
from .errors import text_of


class PageForm(forms.Form):
    """A form whose errors stand beside their fields; the browser's own checks are left to the server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "input")
            field.error_messages["required"] = field.error_messages.get("missing", _("Fill this in."))

    use_required_attribute = False

    def refuse(self, error: DomainError) -> None:
        """Take an error of the domain: beside the field that it names, or above the form."""
        self.add_error(error.attr if error.attr in self.fields else None, text_of(error))


class AmountField(forms.CharField):
    """An amount as people type it, in minor units once it is cleaned."""

    def __init__(self, *, currency: str = "KRW", **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.currency = currency
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """Return the amount, None where nothing was written and nothing has to be."""
        text = super().clean(value)
        if not text:
            return None
        amount = parse_amount(text, self.currency)
        if amount is None:
            raise forms.ValidationError(
                _("This could not be read as an amount. Write something like 12500 or 1만2천5백."), code="amount"
            )
        return amount
