"""Forms of the account pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from . import services
from .models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    PasswordForm = SetPasswordForm[User]
else:
    # Django's own takes no type in brackets.
    PasswordForm = SetPasswordForm


class CurrentPassword(forms.CharField):
    """The password that somebody has, as they write it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        super().__init__(strip=False, max_length=128, widget=widget, **kwargs)


def _field(label: "StrOrPromise") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget)


class NewPasswordForm(PasswordForm):
    """A new password, twice."""

    new_password1 = _field(_("New password"))
    new_password2 = _field(_("The new password again"))

    def save(self, commit: bool = True) -> User:
        services.reset_password(user=self.user, password=self.cleaned_data["new_password1"])
        return self.user
