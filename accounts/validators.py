"""What no password may be, beside what Django knows of."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import PasswordOfOurWords

from .models import User

# Casefolded, as in docs/security.md; the Korean ones also as a keyboard writes them that was not switched to Hangul.
OUR_WORDS = (
    "harumok", "하루몫", "gkfnahrt", "budget", "예산", "dptks", "expense", "expenses", "지출", "wlcnf",
    "household", "가계부", "rkrpqn", "admin", "staff", "관리자", "rhksflwk",
)  # fmt: skip
NOTHING_ELSE = re.compile(f"(?:{'|'.join(OUR_WORDS)})+")


class OurWordsValidator:
    """Refuses what is made of the words of this service, with nothing but digits and signs between them."""

    def validate(self, password: str, user: User | None = None) -> None:
        folded = unicodedata.normalize("NFKC", password).casefold()
        if NOTHING_ELSE.fullmatch("".join(letter for letter in folded if letter.isalpha())):
            raise ValidationError(_(PasswordOfOurWords.text), PasswordOfOurWords.code)

    def get_help_text(self) -> str:
        return _(PasswordOfOurWords.text)
