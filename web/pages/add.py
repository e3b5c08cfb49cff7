"""기록: an expense in a few taps, on a page that also works without a network, and what installs it on a phone."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template import Engine
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import PageRequest, recognise, signed_in
from accounts.models import User
from core import clock
from expenses.rows import Row
from expenses.serializers import LONGEST_MEMO
from reports import today as todays
from reports.amounts import amount_text
from web.amounts import parse_note, typed
from web.chips import chips_of
from web.filters import DayField
from web.forms import AmountField
from web.proposals import Proposal, proposal_of
from web.recording import RecordingForm, new_key, undo_of

TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"
DAYS = ((TODAY, gettext_lazy("Today")), (YESTERDAY, gettext_lazy("Yesterday")), (OTHER, gettext_lazy("Another day…")))
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))


class AddForm(RecordingForm):
    """An amount, a category, and what else somebody wants to note."""

    memo = forms.CharField(label=gettext_lazy("Memo"), max_length=LONGEST_MEMO, required=False)
    when = forms.ChoiceField(label=gettext_lazy("Day"), choices=DAYS, required=False)
    day = DayField(label=gettext_lazy("Which day"), required=False)
    # What a bank's message proposes, to be confirmed.
    proposal: Proposal | None = None

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["amount"] = AmountField(label=_("Amount"), currency=person.currency)
        self.fields["amount"].widget.attrs |= {"class": "add-amount", "placeholder": "0", "autofocus": True}
        self.fields["memo"].widget.attrs |= {"placeholder": _("Memo (optional)"), "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """Find the day: the one that is named, or today or yesterday where the person lives."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        today = clock.today(self.person)
        chosen = {YESTERDAY: today - timedelta(days=1), OTHER: cleaned.get("day")}.get(
            cleaned.get("when") or TODAY, today
        )
        if chosen is None and "day" not in self.errors:
            self.add_error("day", _("Choose a day."))
        cleaned["spent_on"] = chosen
        return cleaned


@signed_in
def add(request: PageRequest) -> HttpResponse:
    """Show the form, filled with what was shared if anything was, or record what comes in it."""
    if request.method != "POST":
        return _page(request, _filled_in(request.user, request.GET))
    form = AddForm(request.POST, person=request.user)
    row = _record(request, form) if form.is_valid() else None
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(_answer(request, row, form), status=201 if row else 422)
    if not row:
        pasted = "amount" in form.errors and _proposed(request.user, request.POST)
        return _page(request, pasted or form, status=422)
    messages.success(request, _said(request, row))
    return redirect("home")


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Show the form to the service worker, which keeps it for when there is no network: nothing in it is anybody's."""
    return render(request, "web/add/offline.html")


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Tell a page that was kept who is logged in now, and give it what forms need. Other sites cannot read this."""
    who = request.user.pk if recognise(request) else None
    answer = JsonResponse({"person": who, "token": get_token(request) if who else None})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Say that there is no network, and what can be done without."""
    return render(request, "web/offline.html")


@csp_replace({"script-src": [SELF]})
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker, with the addresses of what it keeps; a new address makes a new version of it."""
    assets = [static(f"web/{name}") for name in ("app.css", "app.js", "add.js", "queue.js", "icon.svg")]
    assets.append(static("django_htmx/htmx-2.min.js"))
    pages = [
        Engine.get_default().get_template(f"web/{name}.html").source for name in ("shell", "offline", "add/offline")
    ]
    version = sha256("".join(assets + pages).encode()).hexdigest()[:12]
    answer = render(request, "web/sw.js", {"assets": assets, "version": version}, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe what is installed on a phone."""
    return JsonResponse(
        {
            "id": "/",
            "name": "하루몫",
            "short_name": "하루몫",
            "description": _("What you may spend today."),
            "lang": get_language(),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f5f2",
            "theme_color": "#f6f5f2",
            "icons": [
                {
                    "src": static(f"web/icon-{'maskable-' if purpose == 'maskable' else ''}{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for size, purpose in ICONS
            ],
            "shortcuts": [
                {"name": _("Record an expense"), "short_name": _("Record"), "url": reverse("add")},
                {"name": _("Expenses"), "url": reverse("expenses")},
            ],
            "share_target": {
                "action": reverse("add"),
                "method": "GET",
                "params": {"title": "title", "text": "text", "url": "url"},
            },
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _filled_in(user: User, query: QueryDict) -> AddForm:
    """Return the form with what was shared, or with what was refused earlier."""
    if proposed := _proposed(user, query):
        return proposed
    shared = " ".join(filter(None, (query.get("title"), query.get("text"))))
    noted = parse_note(shared[:2_000], user.currency)
    amount = query.get("amount") or (typed(noted.amount, user.currency) if noted.amount else "")
    memo = query.get("memo") or noted.memo
    initial = {"amount": amount, "memo": memo[:LONGEST_MEMO], "key": new_key(), "when": TODAY}
    return AddForm(person=user, initial=initial)


def _proposed(user: User, given: QueryDict) -> AddForm | None:
    """Return the form as a bank's message fills it in, in whatever field that came; None where there is none."""
    message = "\n".join(filter(None, (given.get(name) for name in ("title", "text", "amount", "memo"))))
    found = proposal_of(message, user)
    if not found:
        return None
    initial: dict[str, Any] = {"key": given.get("key") or new_key(), "when": TODAY, "memo": found.memo}
    if found.is_spending:
        initial |= {"amount": found.amount, "category": found.category} | _when(found.day, clock.today(user))
    form = AddForm(person=user, initial=initial)
    form.proposal = found
    return form


def _when(day: date, today: date) -> dict[str, Any]:
    known = {today: TODAY, today - timedelta(days=1): YESTERDAY}
    return {"when": known.get(day, OTHER), "day": day}


def _record(request: PageRequest, form: AddForm) -> Row | None:
    given = form.cleaned_data
    return form.record(
        request.user,
        amount=given["amount"],
        spent_on=given["spent_on"],
        memo=given["memo"],
        allow="allow" in request.POST,
    )


def _answer(request: PageRequest, row: Row | None, form: AddForm) -> dict[str, Any]:
    if row:
        return {"id": row["id"], "text": _said(request, row), "undo": undo_of(row)["action"]}
    return {"errors": {name: [str(text) for text in texts] for name, texts in form.errors.items()}}


def _said(request: PageRequest, row: Row) -> str:
    much = amount_text(row["amount"], request.user.currency, get_language())
    return _("{what}, {much} recorded.").format(what=row["memo"] or row["label"], much=much)


def _page(request: PageRequest, form: AddForm, status: int = 200) -> HttpResponse:
    seen = todays.for_user(request.user)
    chips = chips_of(request.user, get_language())
    due = {part.category: max(part.why.fixed_due - part.spent_today, 0) for part in seen.plan.parts}
    context = {
        "form": form,
        "chips": [(chip, due.get(chip.code, 0)) for chip in chips],
        "chosen": form["category"].value() or chips[0].code,
        "today": seen,
        "here": "add",
    }
    return render(request, "web/add.html", context, status=status)
