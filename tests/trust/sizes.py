"""How long the trials are: short in `make test`, long behind `make trust`, by the one variable TRUST."""

import os
from dataclasses import dataclass

from tests.database import KIND


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Numbers of rounds, requests, kills and seconds. The defaults are the short version."""

    is_long: bool = False
    # Logins and tokens
    refresh_rounds: int = 3
    endings: int = 3
    login_volleys: int = 1
    flood_logins: int = 64
    # Requests that come in parts, or at once
    held_seconds: int = 0
    key_rounds: int = 2
    writers: int = 32
    writes: int = 4
    operations: int = 400
    # Processes that end
    kills: int = 3
    sender_kills: int = 3
    stops: int = 1
    restarts: int = 1
    # Requests that are made up
    generated_seeds: tuple[int, ...] = (1,)
    generated_examples: int = 1
    ledgers: int = 10
    ledger_steps: int = 15
    # What a killed service has acknowledged before, at least
    acknowledged: int = 100


LONG = Sizes(
    is_long=True,
    refresh_rounds=100,
    endings=100,
    login_volleys=20,
    flood_logins=640,
    held_seconds=60,
    key_rounds=50,
    writers=64 if KIND == "postgresql" else 32,
    writes=50,
    operations=5_000,
    kills=100,
    sender_kills=30,
    stops=20,
    restarts=20,
    generated_seeds=(1, 2, 3, 4, 5),
    generated_examples=60,
    ledgers=100,
    ledger_steps=50,
    acknowledged=10_000,
)
SIZES = LONG if os.environ.get("TRUST") == "long" else Sizes()
