"""Staff can look at every kind of row; only whether somebody may enter can be changed."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client, RequestFactory

from accounts.models import User
from tests.conftest import client_for
from tests.factories import make_expense, make_plan, make_user

ROOMS = ("accounts", "categories", "budget_management", "expenses", "reports")
# Lines are shown with their plan.
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models() if model.__name__ != "BudgetLine"]


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(make_user("staff", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_kind_has_a_list(staff, model):
    path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert staff.get(path).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nobody_adds_or_deletes_anything(staff, model):
    request = RequestFactory().get("/")
    request.user = User.objects.get()
    kind = admin.site.get_model_admin(model)
    assert kind.has_view_permission(request)
    assert not kind.has_add_permission(request)
    assert not kind.has_delete_permission(request)
    assert kind.has_change_permission(request) == (model is User)


@pytest.mark.parametrize("asked", ["ALICE", "ａｌｉ", "alice"])
def test_people_are_found_by_name_in_any_case_and_width(staff, alice, asked):
    assert "alice" in staff.get("/admin/accounts/user/", {"q": asked}).content.decode()


@pytest.mark.parametrize("path", ["accounts/authsession", "budget_management/monthplan", "expenses/expense"])
def test_what_is_somebodys_is_found_by_their_name(staff, alice, bob, path):
    for person in (alice, bob):
        client_for(person)
        make_plan(person)
        make_expense(person)
    page = staff.get(f"/admin/{path}/", {"q": "ＡＬＩＣＥ"}).content.decode()
    assert "alice" in page
    assert "bob" not in page
