"""What the pages of every room have in common: forms with errors beside their fields, and the texts of errors."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core import errors
from core.errors import N_, DomainError

# Where the API's text speaks of requests, people read these.
TEXTS: dict[type[DomainError], str] = {
    errors.CategoryNotBudgeted: N_("“{label}” is not in the budget of this month."),
    errors.UnknownCategory: N_("Choose a category."),
    errors.IdempotencyKeyReused: N_("This form was sent before, with something else in it. Look at your expenses."),
    errors.IdempotencyKeyInFlight: N_("This is being saved already. Look again in a moment."),
}


def text_of(error: DomainError) -> str:
    """Return what people read about an error, in their language."""
    return _(TEXTS.get(type(error), error.text)).format(**error.params)


class PageForm(forms.Form):
    """A form whose errors stand beside their fields; the browser's own checks are left to the server."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Give every field its look and its words."""
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "input")
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Fill this in.")

    def refuse(self, error: DomainError) -> None:
        """Take an error of the domain: beside the field that it names, or above the form."""
        field = (error.attr or "").rpartition(".")[2]
        self.add_error(field if field in self.fields else None, text_of(error))
