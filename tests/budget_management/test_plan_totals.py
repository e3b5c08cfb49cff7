"""A plan's total is what its lines add up to, whatever was done to it."""

from contextlib import suppress

from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from budget_management import services
from budget_management.models import MonthPlan
from budget_management.services import Entry
from core.errors import NotFound
from core.periods import BudgetMonth
from tests.factories import category, make_user

MONTHS = [BudgetMonth.from_number(number) for number in (202610, 202611, 202612)]
CODES = ["food", "transport", "housing"]
months, codes = st.sampled_from(MONTHS), st.sampled_from(CODES)
plans = st.dictionaries(codes, st.integers(0, 10**12), min_size=1)
writes = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["set", "replace"]), months, plans),
        st.tuples(st.sampled_from(["allow", "remove"]), months, codes),
    ),
    min_size=1,
    max_size=6,
)


def write(owner, act, month, what):
    match act:
        case "set":
            services.set_budget(owner=owner, entries=entries(month, what))
        case "replace":
            services.replace_plan(owner=owner, month=month, entries=entries(month, what))
        case "allow":
            services.allow_category(owner=owner, category=category(what), month=month)
        case "remove":
            with suppress(NotFound):
                services.remove_category(owner=owner, category=what, month=month)


def entries(month, amounts):
    return [Entry(category(code), month, amount) for code, amount in amounts.items()]


class TestWhateverIsWritten(TestCase):
    @given(writes)
    def test_each_total_is_the_sum_of_its_lines(self, writes):
        alice = make_user("alice")
        for act, month, what in writes:
            write(alice, act, month, what)
        for plan in MonthPlan.objects.annotate(sum=Sum("lines__amount", default=0)):
            assert plan.total == plan.sum
