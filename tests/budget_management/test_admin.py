"""The admin looks at plans and averages, and changes nothing."""

import pytest
from django.test import Client

from budget_management import averages
from budget_management.models import MonthPlan
from tests.factories import make_plan, make_user


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(make_user("staff", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("page", ["monthplan", "shareaverage", "sharerefresh", "shareblock"])
def test_staff_can_look(alice, staff, page):
    make_plan(alice, food=1)
    averages.refresh_shares()
    assert staff.get(f"/admin/budget_management/{page}/").status_code == 200
    assert staff.get(f"/admin/budget_management/{page}/add/").status_code == 403


def test_staff_can_open_a_plan_and_not_delete_it(alice, staff):
    plan = make_plan(alice, food=1)
    assert staff.get(f"/admin/budget_management/monthplan/{plan.pk}/change/").status_code == 200
    assert staff.post(f"/admin/budget_management/monthplan/{plan.pk}/delete/", {"post": "yes"}).status_code == 403
    assert MonthPlan.objects.exists()
