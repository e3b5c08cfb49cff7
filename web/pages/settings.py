"""설정: a person's settings, their logins and password, and taking everything away or erasing it."""

from typing import Any, cast
from uuid import UUID

from babel import Locale
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import logins, selectors, services
from accounts.access import PageRequest, signed_in
from accounts.addresses import client_address
from accounts.forms import CurrentPassword
from accounts.models import User
from core import errors
from core.pages import PageForm
from reports.amounts import amount_text
from reports.export import as_download

THEMES = (("", gettext_lazy("As the device says")), ("light", gettext_lazy("Light")), ("dark", gettext_lazy("Dark")))
LANGUAGES = (("", gettext_lazy("As the browser asks")), ("ko", "한국어"), ("en", "English"))
ZONES = (
    "Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Ho_Chi_Minh", "Asia/Singapore", "Australia/Sydney",
    "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
)  # fmt: skip
FIRST_CURRENCIES = ("KRW", "USD", "EUR", "JPY", "CNY", "GBP")
UNITS, FLOORS = (1, 10, 50, 100, 500, 1_000, 10_000), (0, 10, 20, 30, 40, 50)
YEAR = 31_536_000


def _with(value: int, usual: tuple[int, ...]) -> list[int]:
    """Return what is usual, and what somebody has set through the API."""
    return sorted({*usual, value})


class ProfileForm(PageForm):
    """How somebody is spoken to, and where their day turns."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Colours"), choices=THEMES, required=False)
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=64, help_text=gettext_lazy("The day turns there.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget.attrs |= {"list": "zones", "autocomplete": "off", "spellcheck": "false"}


class RulesForm(PageForm):
    """The rules by which a day's part is made."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language()
        units = [(unit, amount_text(unit, person.currency, language)) for unit in _with(person.rounding_unit, UNITS)]
        floors = [
            (share, _("{percent} percent of an even day").format(percent=share))
            for share in _with(person.floor_percent, FLOORS)
        ]
        days = [(number, _("day {number}").format(number=number)) for number in range(1, 32)]
        self.fields |= {
            "currency": forms.ChoiceField(label=_("Currency"), choices=_currencies(language)),
            "month_start_day": _numbers(_("A month begins on"), days, _("Your payday, if you like.")),
            "rounding_unit": _numbers(_("Rounded to"), units),
            "floor_percent": _numbers(_("Least part"), floors, _("So that no day is zero, even over budget.")),
        }
        self.dress()


def _numbers(label: str, choices: list[tuple[int, str]], help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, help_text=help_text)


class PrivacyForm(PageForm):
    """Whether somebody's numbers count in what others see."""

    share_anonymously = forms.BooleanField(label=gettext_lazy("Count my shares in the averages"), required=False)


class PasswordForm(PageForm):
    """A new password, and the one until now."""

    current_password = CurrentPassword(label=gettext_lazy("Current password"))
    new_password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class EraseForm(PageForm):
    """The password once more."""

    password = CurrentPassword()


@require_safe
@signed_in
def settings(request: PageRequest) -> HttpResponse:
    """Show all settings."""
    return _page(request)


@require_POST
@signed_in
def profile(request: PageRequest) -> HttpResponse:
    """Keep how somebody is spoken to; the colours belong to the device."""
    form = ProfileForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        theme = given.pop("theme")
        if _save(request, form, given | {"language": given["language"] or None}):
            answer = _back_to("set-p")
            answer.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
            return answer
    return _page(request, profile=form)


@require_POST
@signed_in
def rules(request: PageRequest) -> HttpResponse:
    """Keep the rules by which a day's part is made."""
    form = RulesForm(request.POST, person=request.user)
    if form.is_valid() and _save(request, form, form.cleaned_data):
        return _back_to("set-m")
    return _page(request, rules=form)


@require_POST
@signed_in
def privacy(request: PageRequest) -> HttpResponse:
    """Keep whether somebody's numbers count in the averages."""
    form = PrivacyForm(request.POST)
    if form.is_valid() and _save(request, form, form.cleaned_data):
        return _back_to("set-s")
    return _page(request, privacy=form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: PageRequest) -> HttpResponse:
    """Set a new password, which ends all other logins."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.change_password(
                user=request.user,
                sid=request.login_id,
                current=given["current_password"],
                new=given["new_password"],
                address=client_address(request),
            )
        except errors.DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The password is changed. All other logins have ended."))
            return redirect("settings")
    status = 422 if form.is_bound else 200
    return render(request, "web/settings/password.html", {"form": form, "here": "settings"}, status=status)


@require_POST
@signed_in
def end_login(request: PageRequest, login_id: UUID) -> HttpResponse:
    """End one of the person's logins."""
    logins.end_login(user=request.user, sid=login_id, address=client_address(request))
    messages.success(request, _("That login has ended."))
    return _back_to("set-l")


@require_safe
@signed_in
def export(request: PageRequest) -> HttpResponseBase:
    """Give everything a person has."""
    return as_download(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: PageRequest) -> HttpResponse:
    """Erase a person with all they have, after one more look at the password."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            services.erase(user=request.user, password=form.cleaned_data["password"], address=client_address(request))
        except errors.DomainError as error:
            form.refuse(error)
        else:
            request.session.flush()
            return redirect("erased")
    status = 422 if form.is_bound else 200
    return render(request, "web/settings/erase.html", {"form": form, "here": "settings"}, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say good-bye."""
    return render(request, "web/settings/erased.html")


def _back_to(section: str) -> HttpResponse:
    """Lead to the part of the page in which something was kept, by its heading's id."""
    return redirect(f"{reverse('settings')}#{section}")


def _save(request: PageRequest, form: PageForm, changes: dict[str, Any]) -> bool:
    try:
        request.user = services.update_settings(user=request.user, changes=cast(services.Settings, changes))
    except errors.DomainError as error:
        form.refuse(error)
        return False
    messages.success(request, _("Saved."))
    return True


def _page(request: PageRequest, **refused: PageForm) -> HttpResponse:
    user = request.user
    kept = selectors.settings_of(user)
    theme = request.COOKIES.get("theme", "")
    context: dict[str, Any] = {
        "profile": ProfileForm(initial=kept | {"language": kept["language"] or "", "theme": theme}),
        "rules": RulesForm(initial=kept, person=user),
        "privacy": PrivacyForm(initial=kept),
        "logins": selectors.sessions_of(user, request.login_id),
        "zones": ZONES,
        "here": "settings",
    }
    return render(request, "web/settings.html", context | refused, status=422 if refused else 200)


def _currencies(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language).currencies
    known = selectors.currencies()
    codes = [*FIRST_CURRENCIES, *sorted(known - set(FIRST_CURRENCIES))]
    return [(code, f"{names.get(code, code)} ({code})") for code in codes]
