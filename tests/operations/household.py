"""The demo's household, and a row of everything that is hard to carry."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django_tasks_db.models import DBTaskResult

from accounts.models import Attempts, AuthSession, User
from budget.demo import build
from core import clock
from expenses.models import CreationReply, Expense
from notifications import secrets
from notifications.models import AlertState, Channel, Delivery, InboxMessage, Kind, Preferences
from tests.factories import category, make_expense, make_user

NOW = datetime(2026, 11, 22, 23, 59, 59, 999_999, tzinfo=UTC)
# More than a float can tell from its neighbours.
LARGEST = 2**53 + 1
ODD = "김치찌개 🍲 e\u0301 \\N\t\n'\"; -- \\.\x7f"
WEBHOOK = {"url": "https://example.org/hook", "secret": "없음"}


def settle() -> None:
    """Fill the database."""
    household = build.build()
    alice = make_user("앨리스", is_staff=True, last_login=NOW, time_zone="Pacific/Kiritimati")
    alice.groups.add(Group.objects.create(name="가족"))
    alice.user_permissions.add(Permission.objects.get(codename="view_expense"))
    expense = make_expense(alice, 10**12, memo=ODD, on="1900-01-01", excluded=True)
    Expense.objects.filter(pk=expense.pk).update(id=LARGEST, created_at=NOW, idempotency_key="키")
    CreationReply.objects.create(owner=alice, key="키", fingerprint="0" * 64, body='{"memo": "\\u0000 냠"}')
    AuthSession.objects.create(id=UUID(int=7), user=alice, expires_at=NOW, refresh_hash="f" * 64, user_agent=ODD)
    Attempts.objects.create(key="0" * 64, stamps="1" * 34, updated_at=NOW)
    _settle_messages(alice)
    _settle_messages(household)
    session = SessionStore()
    session["draft"] = ODD
    session.save()
    DBTaskResult.objects.create(
        args_kwargs={"args": [1, 2.5, None, ODD], "kwargs": {"b": {"z": 1, "a": [True]}}},
        task_path="notifications.tasks.send_deliveries",
        backend_name="default",
        worker_ids=["a", "b"],
        exception_class_path="",
        traceback="",
        run_after=NOW,
    )


def _settle_messages(owner: User) -> None:
    Preferences.objects.create(owner=owner, morning_on=True, alert_thresholds=[50, 100], silent_weekdays=127)
    channel = Channel.objects.create(
        owner=owner, type=Channel.Type.WEBHOOK, label="훅", target=secrets.encrypt(WEBHOOK), verified_at=NOW
    )
    delivery = Delivery.objects.create(
        owner=owner, channel=channel, kind=Kind.MORNING, local_date=date(2026, 11, 23),
        due_at=NOW, useful_until=clock.now(), next_attempt_at=NOW, sent_at=NOW,
    )  # fmt: skip
    InboxMessage.objects.create(owner=owner, kind=Kind.MORNING, delivery=delivery, title=ODD[:20], body=ODD)
    AlertState.objects.create(owner=owner, month=202611, category=category("food"), threshold=80)
    AlertState.objects.create(owner=owner, month=202611, threshold=100)
