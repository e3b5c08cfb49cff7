"""Every write is called by the names of what it is given."""

from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature

import pytest

ROOMS = ("accounts.services", "accounts.logins", "budget_management.services", "expenses.services")
SERVICES = [
    pytest.param(function, id=f"{room}.{name}")
    for room in ROOMS
    for name, function in getmembers(import_module(room), isfunction)
    if function.__module__ == room and not name.startswith("_")
]


@pytest.mark.parametrize("service", SERVICES)
def test_it_takes_nothing_by_position(service):
    kinds = {parameter.kind for parameter in signature(service).parameters.values()}
    assert kinds <= {Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD}
