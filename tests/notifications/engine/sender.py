"""A sender that stops between claiming and sending, at the batch it is told, and waits there to be killed.

python -m tests.notifications.engine.sender BATCH TIME
"""

import os
import sys
from datetime import datetime

import django


def main(stop_at: int, now: datetime) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
    django.setup()
    from notifications import content, engine

    engine.BATCH = 10
    compose, composed = content.compose, 0

    def stopping(deliveries):
        nonlocal composed
        composed += 1
        if composed == stop_at:
            sys.stdout.write("claimed\n")
            sys.stdout.flush()
            sys.stdin.read()
        return compose(deliveries)

    content.compose = stopping
    engine.send_due(now)


if __name__ == "__main__":
    main(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
