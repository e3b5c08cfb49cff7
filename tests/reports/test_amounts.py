import subprocess
import sys

import pytest

from reports.amounts import amount_text


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        (12_000, "KRW", "ko", "12,000원"),
        (12_000, "KRW", "en", "₩12,000"),
        (0, "KRW", "ko", "0원"),
        (1_000_000_000_000, "KRW", "ko", "1,000,000,000,000원"),
        (123_456, "USD", "en", "$1,234.56"),
        (123_456, "USD", "ko", "US$1,234.56"),
        (5, "EUR", "en", "€0.05"),
        (1_200, "JPY", "en", "¥1,200"),
        (1_234_567, "BHD", "en", "BHD1,234.567"),
    ],
)
def test_it_writes_minor_units_as_people_read_them(amount, currency, language, text):
    assert amount_text(amount, currency, language) == text


def test_it_takes_any_other_language_for_korean():
    assert amount_text(123_456, "USD", "fr") == "US$1,234.56"


def test_it_writes_won_without_loading_babel():
    code = "import sys, reports.amounts as a; a.amount_text(1, 'KRW', 'ko'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
