"""Project package of 하루몫 (Harumok): settings, routes and the server. Wiring only."""

__version__ = "0.1.0"
