"""What banks and card companies send after a payment: how much, where, on which day, and whether it was one at all.

No company promises a form, and a pasted message loses its lines: what is known is taken away, and the shop is left.
"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .amounts import parse_amount

# Nobody's message is longer; a text that is, is no message.
LONGEST = 600
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Event(StrEnum):
    """What a message tells of. Only the first is spending."""

    SPENT = "spent"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    RECEIVED = "received"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class CardMessage:
    """A message as it was read: in minor units, None where the amount is none in the person's currency."""

    event: Event
    amount: int | None
    shop: str
    day: date | None


ISSUER = (
    "신한|삼성|KB국민|KB|국민|현대|롯데|하나|우리|NH농협|NH|농협|카카오뱅크|카카오페이|토스뱅크|토스|케이뱅크|BC|비씨"
    "|IBK기업|IBK|기업|씨티|SC제일|수협|새마을|신협|우체국|광주|전북|제주|부산|대구|iM"
)
KIND = r"(?:은행|뱅크)?\s?(?:신용|체크|카드|비씨)*"
NUMBER = r"(?:\([\d*]{4}\)|[\d*]{4}(?![\d,:/원]))"
# 신한카드(1234), 삼성1234, 롯데1*2*. With its number a name is the card's, whatever stands right before it.
NUMBERED = re.compile(rf"(?:{ISSUER}){KIND}\s?{NUMBER}")
NAMED = re.compile(rf"(?<![가-힣A-Za-z])\[?(?:{ISSUER}){KIND}\]?(?![가-힣A-Za-z])")
# A kind of card stands between its company and what happened: 현대카드 ZERO Edition2 승인.
CARD_OF_A_KIND = re.compile(
    r"(?:현대|신한|삼성|KB국민|국민|하나|우리|롯데|NH농협|NH)카드 [A-Za-z][\w ]{0,24}?(?=\s?-?(?:승인|취소))"
)
CARD_THAT = re.compile(
    rf"(?<![가-힣A-Za-z])\[?(?:{ISSUER})(?:신용|체크|카드|뱅크|은행|\s|{NUMBER}|\]|-)*(?=(?:해외)?(?:승인|취소|출금|결제|거절))"
)
DAY = re.compile(
    r"(?:(?P<year>20\d\d)[./-]\s?)?(?P<month>\d{1,2})(?:[./-]|월\s?)(?P<day>\d{1,2})일?\s?(?:\([월화수목금토일]\))?"
    r"\s?,?\s*\d{1,2}:\d{2}(?::\d{2})?"
)
BALANCE = re.compile(
    r"(?:총?\s?누적(?:이용|사용)?(?:금액|액)?|(?:통장\s?)?잔액|(?:이용)?가능(?:금)?액|(?:잔여|이용)\s?한도)\s*[:은]?\s*"
    r"(?:[-−]?\d{1,3}(?:,?\d{3})*\s?원?|…|\.{2,}|$)"
)
HOLDER = re.compile(r"[가-힣]\*+[가-힣]{0,3}\s?님?")
ACCOUNT = re.compile(r"(?:\d[\d-]*)?\*[\d*-]+\d|\d{2,}(?:-\d+){2,}|\([\d*]{3,}\)|\(\*?\d{3,4}\)")
SENT_BY = re.compile(r"\[(?:Web|국제|국외|해외)\s?발신\]|\[체크[.,]?승인\]", re.IGNORECASE)
WORDS = re.compile(
    r"(?:체크카드|신용카드|체크|해외|국내|자동)?\s?(?:승인|결제|출금|입금|사용|이용|매입)?\s?(?:취소|거절|실패)"
    r"(?:되었습니다|됐어요|됐습니다|완료|했어요)?|(?:체크카드|신용카드|체크|해외|국내|자동)?\s?(?:승인|결제|출금|사용|입금)"
    r"(?:되었습니다|됐어요|됐습니다|완료|했어요|내역|안내)?(?![가-힣])|일시불|\d{1,2}개월(?:할부)?|할부|체크카드|입출금통장"
    r"|(?:을|를)?\s?썼어요|금액|가맹점(?:명)?|사용처|일시"
)
# Digits that run into others are no amount: 이마트2412,000원, where the lines are gone.
WON = re.compile(r"(?<![\d,])(?:\d{1,3}(?:,\d{3})+|\d+)\s?원(?:을|를|이)?")
BARE = re.compile(r"(?<![\d,.*-])\d{1,3}(?:,\d{3})+(?![\d,.*-])")
FOREIGN = re.compile(r"(?:\b[A-Z]{3}\s?|[$€£¥₩])\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?\s?(?:USD|EUR|JPY|GBP|CNY)\b")
HAPPENED = re.compile(r"승인|취소|출금|입금|결제|사용|썼어요|거절")
EDGES = " \t|/,.:;·-−→[]<>"

ENGLISH = re.compile(r"\b(?:transaction|purchase|charge|charged|payment|spent|withdrawal|refund|paid)\b", re.IGNORECASE)
ENGLISH_SHOP = re.compile(
    r"\b(?:at|with|to|from)\s+(?!your\b|a\b|card\b)(?P<shop>\S.{0,80}?)"
    r"(?=\s+(?:on|was|were|has|using|with|for|ending|at)\b|\s*[.;,]?\s*$|[.;]\s|\s*\n)",
    re.IGNORECASE,
)
ENGLISH_DAY = re.compile(
    rf"\b(?P<name>{'|'.join(MONTHS)})[a-z]*\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?"
    r"|\b(?P<month>\d{1,2})/(?P<number>\d{1,2})(?:/(?P<short>20\d\d))?\b",
    re.IGNORECASE,
)


def read_card_message(text: str, today: date, currency: str = "KRW") -> CardMessage | None:
    """Return what a message says; None for a text that is none. A day without its year is the last such day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > LONGEST:
        return None
    if _is_korean(plain):
        return _korean(plain, today, currency)
    if ENGLISH.search(plain) and FOREIGN.search(plain) and ENGLISH_SHOP.search(plain):
        return _english(plain, today, currency)
    return None


def _is_korean(plain: str) -> bool:
    """Whether it says who sent it and what happened, and looks like a machine's writing."""
    from_a_bank = any(pattern.search(plain) for pattern in (SENT_BY, NUMBERED, NAMED, CARD_THAT))
    by_a_machine = any(pattern.search(plain) for pattern in (SENT_BY, NUMBERED, DAY, ACCOUNT, HOLDER))
    has_amount = re.search(r"\d\s?원|\d,\d{3}", plain) or FOREIGN.search(plain)
    return bool(from_a_bank and by_a_machine and has_amount and HAPPENED.search(plain))


def _korean(plain: str, today: date, currency: str) -> CardMessage:
    event = _event(plain)
    rest = _without(plain, SENT_BY, BALANCE)
    found = DAY.search(rest)
    rest = _without(rest, DAY)
    card = _without(rest, CARD_OF_A_KIND, CARD_THAT, NUMBERED)
    # A name alone is the card's only where nothing else is: a shop may bear it, too.
    rest = _without(card if card != rest else NAMED.sub("\n", rest, count=1), HOLDER, ACCOUNT)
    paid = WON.search(rest) or FOREIGN.search(rest) or BARE.search(rest)
    rest = _without(rest, *((FOREIGN, WON, BARE) if paid else ()), WORDS)
    pieces = [piece for line in rest.split("\n") if (piece := _trimmed(line))]
    amount = _in_currency(paid.group(), currency) if paid else None
    return CardMessage(event, amount, max(pieces, key=len, default=""), _day(found, today) if found else None)


def _english(plain: str, today: date, currency: str) -> CardMessage:
    event = Event.SPENT
    if re.search(r"refund|revers|cancel|credit(?:ed)? (?:of|to)", plain, re.IGNORECASE):
        event = Event.CANCELLED
    elif re.search(r"declin|denied|not approved", plain, re.IGNORECASE):
        event = Event.REFUSED
    paid, shop, found = FOREIGN.search(plain), ENGLISH_SHOP.search(plain), ENGLISH_DAY.search(plain)
    return CardMessage(
        event,
        _in_currency(paid.group(), currency) if paid else None,
        _trimmed(shop.group("shop")) if shop else "",
        _english_day(found, today) if found else None,
    )


def _event(plain: str) -> Event:
    if re.search(r"(?:결제|출금|청구|이체)\s?예정|예정(?:금액|일)", plain):
        return Event.DUE
    if re.search(r"거절|결제\s?실패|승인\s?실패|한도\s?초과", plain):
        return Event.REFUSED
    if "취소" in plain:
        return Event.CANCELLED
    return Event.RECEIVED if "입금" in plain and not re.search(r"출금|승인", plain) else Event.SPENT


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub("\n", text)
    return text


def _trimmed(line: str) -> str:
    return re.sub(r"(?<=\S)에서$|^[)\s]+|[(\s]+$", "", " ".join(line.split()).strip(EDGES))


def _in_currency(text: str, currency: str) -> int | None:
    """Return the amount where it is in this currency; won are not dollars."""
    signs = {"원": "KRW", "₩": "KRW", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
    named = re.search(r"[A-Z]{3}", text)
    marked = next((code for sign, code in signs.items() if sign in text), "KRW")
    if (named.group() if named else marked) != currency:
        return None
    figure = re.search(r"[\d,]+(?:\.\d+)?", text)
    return parse_amount(figure.group(), currency) if figure else None


def _day(found: re.Match[str], today: date) -> date | None:
    year, month, day = (found.group(name) for name in ("year", "month", "day"))
    return _latest(int(year) if year else None, int(month), int(day), today)


def _english_day(found: re.Match[str], today: date) -> date | None:
    year = found.group("year") or found.group("short")
    name = found.group("name")
    month = MONTHS.index(name.lower()) + 1 if name else int(found.group("month"))
    return _latest(int(year) if year else None, month, int(found.group("day") or found.group("number")), today)


def _latest(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return the day; without a year the last such day up to tomorrow, as it may be on the other side of the earth."""
    for one in [year] if year else (today.year + 1, today.year, today.year - 1):
        with suppress(ValueError):
            if (found := date(one, month, day)) <= today + timedelta(days=1):
                return found
    return None
