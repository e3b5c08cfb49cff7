"""Memos as they are kept, and as they are searched."""

import unicodedata


def kept(memo: str) -> str:
    """Return a memo without space around it, in Unicode's composed form (NFC)."""
    return unicodedata.normalize("NFC", memo.strip())


def folded(text: str) -> str:
    """Return what makes two spellings equal in a search: casefolded here, because databases fold only ASCII alike."""
    return unicodedata.normalize("NFC", kept(text).casefold())
