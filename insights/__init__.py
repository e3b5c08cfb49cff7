"""The arithmetic of the daily advice, described in docs/arithmetic.md.

Frozen dataclasses in, frozen dataclasses out: no framework, no clock, no database.
"""
