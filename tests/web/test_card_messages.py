"""What banks and card companies write after a payment, as it comes, and as fields of one line leave it."""

from datetime import date

import pytest

from web.card_messages import CardMessage, Event, read_card_message

TODAY, DAY = date(2026, 11, 26), date(2026, 11, 25)
PAID = {
    "shinhan": "[Web발신]\n신한카드(1234)승인 홍*동 12,000원(일시불)11/25 12:34 스타벅스 누적1,234,567원",
    "shinhan, name first": "[Web발신]\n신한카드승인 홍*동(1234) 11/25 12:34 (일시불)12,000원 스타벅스 누적:1,234,567원",
    "shinhan, cut": "[Web발신] 신한카드(1234)승인 홍*동 12,000원(일시불)11/25 12:34 스타벅스 누적…",
    "shinhan check": "[Web발신]\n신한체크승인 홍*동(1234) 11/25 12:34 12,000원 스타벅스",
    "shinhan bank": "[Web발신]\n신한11/25 12:34\n110-***-123456\n출금 12,000\n잔액 1,234,567\n스타벅스",
    "samsung": "[Web발신]\n삼성1234승인 홍*동\n12,000원 일시불\n11/25 12:34 스타벅스\n누적1,234,567원",
    "samsung check": "[Web발신]\n삼성체크1234승인 홍*동\n12,000원\n11/25 12:34 스타벅스",
    "kb": "[Web발신]\nKB국민카드1234승인\n홍*동님\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "kb check": "[Web발신]\nKB국민체크(1234)\n홍*동님\n11/25 12:34\n12,000원\n스타벅스 사용",
    "kb bank": "[Web발신]\n[KB]11/25 12:34\n123456**789\n스타벅스\n체크카드출금\n12,000\n잔액1,234,567",
    "hyundai": "[Web발신]\n현대카드 M 승인\n홍*동\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "hyundai, instalments": "[Web발신]\n현대카드 ZERO Edition2 승인\n홍*동\n12,000원 3개월\n11/25 12:34\n스타벅스",
    "hyundai, in brackets": "[현대카드]-승인\n홍*동님\n12,000원(일시불)\n스타벅스\n11/25 12:34\n누적:1,234,567원",
    "lotte": "[Web발신]\n스타벅스\n12,000원 승인\n홍*동\n롯데1*2*\n일시불, 11/25 12:34\n누적1,234,567원",
    "lotte, card first": "[Web발신]\n롯데카드 스타벅스 12,000원 승인\n홍*동님\n일시불\n11/25 12:34\n누적 1,234,567원",
    "hana": "[Web발신]\n하나카드 승인\n홍*동님 하나(1*2*)\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "hana, short": "[Web발신]\n하나(1*2*)승인\n홍*동님\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적-1,234,567원",
    "woori": "[Web발신]\n우리카드(1234)승인\n홍*동님\n12,000원 일시불\n2026/11/25 12:34\n스타벅스\n누적1,234,567원",
    "woori check": "[Web발신]\n[체크.승인]\n12,000원\n우리카드(1234)홍*동님\n11/25 12:34\n스타벅스",
    "woori bank": "[Web발신]\n우리 11/25 12:34\n*123456\n출금 12,000원\n스타벅스\n잔액 1,234,567원",
    "nh": "[Web발신]\nNH카드1*2*승인\n홍*동\n12,000원 일시불\n11/25 12:34\n스타벅스\n총누적1,234,567원",
    "nh bank": "[Web발신]\n농협 출금12,000원\n11/25 12:34 123-****-1234-12\n스타벅스 잔액1,234,567원",
    "kakao": "[Web발신]\n[카카오뱅크]\n홍*동(1234)\n11/25 12:34\n출금\n12,000원\n스타벅스\n잔액 1,234,567원",
    "kakao check": "[카카오뱅크] 홍*동(1234) 11/25 12:34 체크카드 승인 12,000원 스타벅스 잔액 1,234,567원",
    "toss": "[Web발신]\n[토스뱅크]\n11/25 12:34\n체크카드(1234) 승인\n12,000원\n스타벅스",
    "bc": "[Web발신]\nBC카드(1234)승인 홍*동 12,000원 일시불 11/25 12:34 스타벅스",
}
CANCELLED = {
    "shinhan": "[Web발신]\n신한카드(1234)취소 홍*동 12,000원(일시불)11/25 12:34 스타벅스 누적1,234,567원",
    "samsung": "[Web발신]\n삼성1234승인취소 홍*동\n12,000원 일시불\n11/25 12:34 스타벅스\n누적1,234,567원",
    "kb": "[Web발신]\nKB국민카드1234승인취소\n홍*동님\n12,000원\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "hyundai": "[Web발신]\n현대카드 M 취소\n홍*동\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "lotte": "[Web발신]\n스타벅스\n12,000원 승인취소\n홍*동\n롯데1*2*\n일시불, 11/25 12:34\n누적1,234,567원",
    "hana": "[Web발신]\n하나카드 취소\n홍*동님 하나(1*2*)\n12,000원 일시불\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "woori": "[Web발신]\n우리카드(1234)승인취소\n홍*동님\n12,000원\n11/25 12:34\n스타벅스\n누적1,234,567원",
    "nh": "[Web발신]\nNH카드1*2*승인취소\n홍*동\n-12,000원\n11/25 12:34\n스타벅스\n총누적1,234,567원",
    "kakao": "[카카오뱅크] 홍*동(1234) 11/25 12:34 체크카드 승인취소 12,000원 스타벅스 잔액 1,234,567원",
    "toss": "[Web발신]\n[토스뱅크]\n11/25 12:34\n체크카드(1234) 승인취소\n12,000원\n스타벅스",
}
# How its lines arrive: as they are, as spaces, and glued together.
ARRIVES = pytest.mark.parametrize("between", ["\n", " ", ""], ids=["lines", "spaces", "glued"])


@ARRIVES
@pytest.mark.parametrize("text", PAID.values(), ids=PAID)
def test_a_payment_is_read(text, between):
    found = read_card_message(text.replace("\n", between), TODAY)
    assert found == CardMessage(Event.SPENT, 12_000, "스타벅스", DAY)


@ARRIVES
@pytest.mark.parametrize("text", CANCELLED.values(), ids=CANCELLED)
def test_a_cancellation_is_told_from_a_payment(text, between):
    found = read_card_message(text.replace("\n", between), TODAY)
    assert found == CardMessage(Event.CANCELLED, 12_000, "스타벅스", DAY)


@pytest.mark.parametrize("shop", [
    "GS25 역삼점", "7-ELEVEN 강남점", "이마트24", "11번가", "롯데마트", "삼성전자로지텍", "현대백화점", "우리집밥",
    "농협하나로마트", "KB손해보험", "신한은행", "(주)카카오", "쿠팡(쿠페이)", "Apple.com/bill", "한식당 1988",
    "결제의신", "예정식당",
])  # fmt: skip
@pytest.mark.parametrize("text", [PAID["shinhan"], PAID["samsung"], PAID["lotte"], PAID["kakao"], PAID["toss"]])
def test_a_shop_may_be_called_like_anything(shop, text):
    found = read_card_message(text.replace("스타벅스", shop), TODAY)
    assert (found.shop, found.amount) == (shop, 12_000)


@pytest.mark.parametrize("text", [
    "12,000원 결제 | 스타벅스\n토스뱅크 체크카드(1234) 잔액 1,234,567원",
    "[토스뱅크] 스타벅스에서 12,000원을 썼어요 체크카드(1234) 잔액 1,234,567원",
])  # fmt: skip
def test_without_a_day_there_is_none(text):
    assert read_card_message(text, TODAY) == CardMessage(Event.SPENT, 12_000, "스타벅스", None)


def test_a_day_without_its_year_is_the_last_such_day():
    text = "[Web발신]\n신한카드(1234)승인 홍*동 12,000원(일시불)12/31 23:50 스타벅스"
    assert read_card_message(text, date(2027, 1, 1)).day == date(2026, 12, 31)
    assert read_card_message(text.replace("12/31", "02/30"), TODAY).day is None


@pytest.mark.parametrize(("text", "event"), [
    ("[Web발신]\n삼성1234승인거절 홍*동\n12,000원\n11/25 12:34 스타벅스\n한도초과", Event.REFUSED),
    ("[Web발신]\n신한11/25 12:34\n110-***-123456\n입금 12,000\n잔액 1,234,567\n급여", Event.RECEIVED),
    ("[Web발신]\n우리카드 결제예정금액 12,000원 12/14 출금 예정", Event.DUE),
])  # fmt: skip
def test_what_is_no_spending_is_told_apart(text, event):
    found = read_card_message(text, TODAY)
    assert (found.event, found.amount) == (event, 12_000)


@pytest.mark.parametrize(("text", "shop"), [
    ("[Web발신]\n신한카드 해외승인 홍*동 USD 12.34 11/25 12:34 AMAZON.COM", "AMAZON.COM"),
    ("[Web발신] 스타벅스2412,000원 승인홍*동롯데1*2*일시불, 11/25 12:34", "스타벅스2412,000원"),
])  # fmt: skip
def test_an_amount_that_is_not_sure_is_not_guessed(text, shop):
    assert read_card_message(text, TODAY) == CardMessage(Event.SPENT, None, shop, DAY)


@pytest.mark.parametrize(("text", "expected"), [
    ("Chase: You made a $12.34 transaction with STARBUCKS on Nov 25, 2026 at 12:34 PM ET.", (Event.SPENT, DAY)),
    ("A charge of $12.34 at STARBUCKS on 11/25 was made with your card ending 1234.", (Event.SPENT, DAY)),
    ("Your card ending in 1234 was charged $12.34 at STARBUCKS.", (Event.SPENT, None)),
    ("A purchase of USD 12.34 at STARBUCKS was approved on your card", (Event.SPENT, None)),
    ("Amex: A refund of $12.34 from STARBUCKS was posted", (Event.CANCELLED, None)),
    ("Your $12.34 purchase at STARBUCKS was declined", (Event.REFUSED, None)),
])  # fmt: skip
def test_english_messages_are_read(text, expected):
    event, day = expected
    assert read_card_message(text, TODAY, "USD") == CardMessage(event, 1_234, "STARBUCKS", day)
    assert read_card_message(text, TODAY, "KRW").amount is None


@pytest.mark.parametrize("text", [
    "점심 9500", "커피 4,500원", "신한카드 연회비 12,000원", "택시 12,000원 카드결제", "11/25 점심 결제 12,000원",
    "우리 결제 3만원", "토스 송금 3만원", "paid rent 500", "", "[Web발신] 신한카드 승인 12,000원 " + "가" * 600,
])  # fmt: skip
def test_what_somebody_writes_is_no_message(text):
    assert read_card_message(text, TODAY) is None
