"""What goes through the queue: a task is a call to look, the delivery rows say what there is to do.

So a task that is lost, late or run twice does no harm, whichever queue it went through.
"""

from datetime import datetime
from math import ceil

from django_tasks import task

from . import engine

# As many workers are called at first. It is no limit: whoever has sent a whole batch calls for the next.
MOST_AT_A_TIME = 20


@task()
def send_deliveries() -> int:
    """Claim a batch of what is to be sent by now, send it, and return how many deliveries it was."""
    ids = engine.claim(engine.BATCH)
    engine.send_batch(ids)
    if len(ids) == engine.BATCH:
        send_deliveries.enqueue()
    return len(ids)


def queue_deliveries(now: datetime | None = None) -> int:
    """Call as many workers as there are batches to be sent now, and return how many those are."""
    waiting = engine.count_to_do(now, most=MOST_AT_A_TIME * engine.BATCH)
    batches = ceil(waiting / engine.BATCH)
    for _ in range(batches):
        send_deliveries.enqueue()
    return batches
