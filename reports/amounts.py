"""Amounts as people read them, in sentences."""

from decimal import Decimal


def amount_text(amount: int, currency: str, language: str) -> str:
    """Return an amount (minor units) as text: 12,000원 in Korean, ₩12,000 in English, Babel's way for other money."""
    if currency == "KRW":
        return f"₩{amount:,}" if language == "en" else f"{amount:,}원"
    return _in_its_own_format(amount, currency, "en" if language == "en" else "ko")


def _in_its_own_format(amount: int, currency: str, locale: str) -> str:
    # Loaded here, because Babel is large and won, which nearly everyone uses, needs none of it.
    from babel.numbers import format_currency, get_currency_precision

    whole = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(whole, currency, locale=locale)
