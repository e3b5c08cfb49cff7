"""The doors: signing up, logging in and out, and the language of whoever stands before them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from accounts import access, services
from accounts.access import PageRequest, safe_next, signed_in
from accounts.addresses import client_address
from accounts.forms import CurrentPassword
from accounts.passwords import check_password
from accounts.selectors import time_zones
from core import errors
from core.pages import PageForm

DEFAULT_ZONE = "Asia/Seoul"


class LoginForm(PageForm):
    """A name and a password."""

    username = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = CurrentPassword()


class SignupForm(PageForm):
    """A new name and a new password."""

    username = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        help_text=_("At least 8 characters. A few words are easier to remember than signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    share = forms.BooleanField(
        label=_("Count my budget in the averages"),
        required=False,
        initial=True,
        help_text=_("Only means over many people are shown, never anybody's numbers. You can turn it off any time."),
    )
    # As the browser says, where a script can ask it.
    time_zone = forms.CharField(
        max_length=64, required=False, widget=forms.HiddenInput(attrs={"data-device-zone": True})
    )

    def clean_time_zone(self) -> str:
        """Return where the person's day turns: Seoul, where the browser says nothing that is known."""
        given: str = self.cleaned_data["time_zone"]
        return given if given in time_zones() else DEFAULT_ZONE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in whose name and password are right."""
    there = safe_next(request, request.POST.get("next") or request.GET.get("next") or access.HOME)
    form = LoginForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            access.begin(request, check_password(given["username"], given["password"], client_address(request)))
        except errors.DomainError as error:
            form.refuse(error)
        else:
            return redirect(there)
    return _door(request, "web/login.html", form, there)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Register somebody, let them in, and lead them to their first budget."""
    form = SignupForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            user = services.register(
                username=given["username"],
                password=given["password"],
                address=client_address(request),
                share_anonymously=given["share"],
                time_zone=given["time_zone"],
                language=get_language(),
            )
        except errors.DomainError as error:
            form.refuse(error)
        else:
            access.begin(request, user)
            return redirect("start")
    return _door(request, "web/signup.html", form)


@require_POST
@signed_in
def log_out(request: PageRequest) -> HttpResponse:
    """End the login."""
    access.end(request)
    return redirect("home")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep a language for whoever has no account yet."""
    return set_language(request)


def _door(request: HttpRequest, template: str, form: PageForm, there: str = "") -> HttpResponse:
    context: dict[str, Any] = {"form": form, "next": there}
    return render(request, template, context, status=422 if form.is_bound else 200)
