"""Read by every Python that is started with this folder in PYTHONPATH: its clock goes on from FIRST_MOMENT."""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["FIRST_MOMENT"]), tick=True).start()
