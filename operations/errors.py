"""What ends an operation."""


class NotDone(Exception):
    """Why, in one line for people."""
