"""For `make check`: what Compose runs is fit for the internet, says `manage.py check --deploy` of each service."""

import os
import subprocess
import sys

from . import compose

ON_THE_INTERNET = {"PUBLIC_URL": "https://budget.example.org", "TRUSTED_PROXIES": "1"}


def main() -> None:
    filled_in = compose.example(SECRET_KEY=os.urandom(32).hex(), POSTGRES_PASSWORD="postgres")
    environments = {tuple(one["environment"].items()) for one in compose.ours(filled_in | ON_THE_INTERNET).values()}
    for environment in environments:
        words = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        subprocess.run(words, cwd=compose.ROOT, env=dict(environment) | {"PATH": os.environ["PATH"]}, check=True)


if __name__ == "__main__":
    main()
