"""Amounts as people type them: 12,000 and １２０００, 1만2천, 1.5만 and 1만 2천5백원. In minor units."""

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel.numbers import get_currency_precision

MOST = 10**12
GROUPED = r"\d{1,3}(?:,\d{3})+|\d+"
NUMBER = rf"(?:{GROUPED})(?:\.\d+)?"
KOREAN = rf"(?:{NUMBER})?[억만천백십](?:\s?(?:{GROUPED})?[억만천백십])*(?:\s?\d+)?"
# An amount that stands for itself: no letter touches it, so that 3호선 and 2인 are words, and neither does what dates,
# times and numbers of cards are written with. An address is passed over as a whole.
IN_TEXT = re.compile(rf"https?://\S+|(?<![\w.,:/*-])[₩$€£¥]?\s?(?:{KOREAN}|{NUMBER})(?:\s?원)?(?![\w,:/*%-])")
SAYS_SO = re.compile(r"[₩$€£¥원억만천백십]")
WITH_UNITS = re.compile(r"(?:([\d.천백십]*)억)?(?:([\d.천백십]*)만)?([\d.천백십]*)")
BELOW_TEN_THOUSAND = re.compile(r"(?:([\d.]*)천)?(?:([\d.]*)백)?(?:([\d.]*)십)?(\d*)")
LARGE, SMALL = (10**8, 10**4), (1_000, 100, 10)


class Noted(NamedTuple):
    """What somebody jotted down: 점심 9500 is an amount and a memo."""

    amount: int | None
    memo: str


def parse_amount(text: str, currency: str = "KRW", *, least: int = 1, most: int = MOST) -> int | None:
    """Return the amount in minor units, or None where the text is none from `least` to `most`, by default 10¹²."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^[A-Z]{0,2}[₩$€£¥]|^[A-Z]{3}|원$", "", plain)
    if re.fullmatch(rf"(?a:{NUMBER})", plain):
        value = _minor_units(plain.replace(",", ""), currency)
    elif re.fullmatch(r"[0-9.,]*[억만천백십][0-9.,억만천백십]*", plain):
        value = _korean(plain.replace(",", ""))
    else:
        value = None
    return value if value is not None and least <= value <= most else None


def typed(amount: int, currency: str = "KRW") -> str:
    """Return an amount in minor units as somebody would type it, for a field."""
    return f"{Decimal(amount).scaleb(-precision(currency)):,}"


def parse_note(text: str, currency: str = "KRW") -> Noted:
    """Return the last amount in a line, preferring those that say what they are, and the rest of it as the memo."""
    plain = unicodedata.normalize("NFKC", text).strip()
    read = [(found, parse_amount(found.group(), currency)) for found in IN_TEXT.finditer(plain)]
    amounts = [
        (bool(SAYS_SO.search(found.group())), found.start(), found.end(), value) for found, value in read if value
    ]
    if not amounts:
        return Noted(None, plain)
    _, start, end, value = max(amounts)
    return Noted(value, " ".join(f"{plain[:start]} {plain[end:]}".split()))


def _minor_units(plain: str, currency: str) -> int | None:
    return _whole(Decimal(plain).scaleb(precision(currency)))


def _korean(plain: str) -> int | None:
    """Return 1억2만3천 as a number. Units fall, and three digits or more follow the last: 1만2 is unclear."""
    found = WITH_UNITS.fullmatch(plain)
    if not found or re.search(r"\D\d{1,2}$", plain):
        return None
    counts = [_below_ten_thousand(count or "1") for count in found.groups()[:2] if count is not None]
    worths = [worth for count, worth in zip(found.groups()[:2], LARGE, strict=True) if count is not None]
    parts = [*zip(counts, worths, strict=True), (_below_ten_thousand(found.group(3) or "0"), 1)]
    if any(count is None for count, _ in parts):
        return None
    return _whole(sum((count or 0) * worth for count, worth in parts))


def _below_ten_thousand(text: str) -> Decimal | None:
    """Return 2천5백, 12 or 1.5 as a number."""
    if re.fullmatch(r"\d{1,8}(\.\d{1,8})?", text):
        return Decimal(text)
    found = BELOW_TEN_THOUSAND.fullmatch(text)
    counts = found.groups()[:3] if found else ()
    if not found or any(count and not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", count) for count in counts):
        return None
    parts = [Decimal(count or 1) * worth for count, worth in zip(counts, SMALL, strict=True) if count is not None]
    return sum(parts, Decimal(found.group(4) or 0))


def _whole(value: Decimal | int) -> int | None:
    return int(value) if value == int(value) else None


@cache
def precision(currency: str) -> int:
    """Return how many digits of an amount stand behind the point."""
    return get_currency_precision(currency)
