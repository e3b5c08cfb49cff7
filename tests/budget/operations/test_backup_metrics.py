import pytest
from prometheus_client import CollectorRegistry

from budget.operations.metrics.messages import Messages
from notifications.heartbeats import BACKUP, NO_BACKUP, beat


def told():
    registry = CollectorRegistry()
    registry.register(Messages())
    return [registry.get_sample_value(f"harumok_backup_{name}") for name in ("age_seconds", "failed")]


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ([], [None, None]),
        ([BACKUP], [60, 0]),
        ([NO_BACKUP], [None, 1]),
        ([BACKUP, NO_BACKUP], [120, 1]),
        ([NO_BACKUP, BACKUP], [60, 0]),
        ([BACKUP, NO_BACKUP, BACKUP, BACKUP], [60, 0]),
    ],
)
def test_they_tell_how_old_the_last_one_is_and_whether_the_latest_failed(db, fixed_now, happened, expected):
    for name in happened:
        beat(name)
        fixed_now.shift(60)
    assert told() == expected
