import base64
import json
from datetime import timedelta
from uuid import uuid4

import jwt
import pytest
from django.conf import settings as configured

from accounts import tokens
from accounts.models import AuthSession, User
from core import clock
from core.errors import TokenInvalid
from tests.contract import ContractClient

from .people import ME, bearer, error, logged_in, refresh

SID = uuid4()
SOMEBODY = User(pk=7, time_zone="America/New_York", month_start_day=25)
TOMORROW = clock.now() + timedelta(days=9999)


def claims(**changed: object) -> dict[str, object]:
    now = int(clock.now().timestamp())
    return {"sid": str(SID), "iss": tokens.ISSUER, "aud": tokens.ACCESS, "iat": now, "exp": now + 60, **changed}


def signed(key: bytes | None = None, algorithm: str = "HS256", **changed: object) -> str:
    return jwt.encode(claims(**changed), key or configured.TOKEN_KEYS[0], algorithm=algorithm)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, default=str).encode()).rstrip(b"=").decode()


def edited(token: str, **changed: object) -> str:
    header, payload, signature = token.split(".")
    body = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{header}.{part(body | changed)}.{signature}"


def forged() -> dict[str, str]:
    good = signed()
    brackets = base64.urlsafe_b64encode(b"[" * 6000).decode().rstrip("=")
    return {
        "nothing": "",
        "no token": "x",
        "not ASCII": "ü.ü.ü",
        "alg none": f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims())}.",
        "another algorithm": signed(algorithm="HS512", key=configured.TOKEN_KEYS[0] * 2),
        "an edited payload": edited(good, exp=2_000_000_000),
        "another's login in it": edited(good, sid=str(uuid4())),
        "half a signature": good[:-10],
        "another key": signed(b"k" * 32),
        "another issuer": signed(iss="somebody"),
        "another audience": signed(aud="somebody else"),
        "a refresh token": tokens.issue_refresh(SID, TOMORROW),
        "no audience": jwt.encode({k: v for k, v in claims().items() if k != "aud"}, configured.TOKEN_KEYS[0]),
        "no end": jwt.encode({k: v for k, v in claims().items() if k != "exp"}, configured.TOKEN_KEYS[0]),
        "past its end": signed(exp=int(clock.now().timestamp()) - 1),
        "no login": signed(sid="nobody"),
        "a number for a login": signed(sid=7),
        "a login that is not there": good,
        "somebody without a month": signed(sub="7"),
        "nothing but brackets": f"{brackets}.{brackets}.x",
    }


@pytest.mark.parametrize("what", forged())
def test_a_forged_access_token_opens_nothing(db, what):
    answer = bearer(forged()[what]).get(ME)
    assert error(answer) == (401, "token_not_valid", None)
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize(
    "what", [name for name in forged() if name not in ("nothing", "a refresh token", "nothing but brackets")]
)
def test_a_forged_refresh_token_gives_nothing(db, what):
    assert error(refresh(forged()[what])) == (401, "token_not_valid", None)


def test_a_refresh_token_is_no_access_token_and_the_other_way_round(alice):
    _, pair = logged_in()
    assert bearer(pair["refresh"]).get(ME).status_code == 401
    assert refresh(pair["access"]).status_code == 401
    assert refresh(pair["refresh"]).status_code == 200


def test_another_scheme_is_nobody(db):
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION="Basic YWxpY2U6cGFzcw==")
    assert error(client.get(ME)) == (401, "not_authenticated", None)


def test_an_access_token_lasts_a_quarter_of_an_hour(alice, fixed_now):
    client, _ = logged_in()
    fixed_now.shift(timedelta(minutes=15, seconds=-1))
    assert client.get(ME).status_code == 200
    fixed_now.shift(timedelta(seconds=1))
    assert client.get(ME).status_code == 401


def test_a_token_from_a_host_whose_clock_is_ahead_is_good(fixed_now):
    token = tokens.issue_access(SID, SOMEBODY)
    fixed_now.shift(timedelta(seconds=-3))
    assert tokens.read(token, tokens.ACCESS).sid == SID


def test_an_old_key_still_verifies_and_no_longer_signs(settings):
    before = tokens.issue_access(SID, SOMEBODY)
    settings.TOKEN_KEYS = [b"n" * 32, *configured.TOKEN_KEYS]
    after = tokens.issue_access(SID, SOMEBODY)
    assert tokens.read(before, tokens.ACCESS).sid == tokens.read(after, tokens.ACCESS).sid == SID
    settings.TOKEN_KEYS = [b"n" * 32]
    assert tokens.read(after, tokens.ACCESS).sid == SID
    with pytest.raises(TokenInvalid):
        tokens.read(before, tokens.ACCESS)


def test_an_access_token_says_about_whom_it_is():
    assert tokens.read(tokens.issue_access(SID, SOMEBODY), tokens.ACCESS).subject == (7, "America/New_York", 25)


def test_one_of_an_earlier_version_says_nothing_about_anybody_and_is_good(alice):
    login = AuthSession.objects.create(user=alice, expires_at=TOMORROW)
    token = signed(sid=str(login.pk))
    assert tokens.read(token, tokens.ACCESS).subject is None
    assert bearer(token).get(ME).json()["username"] == "alice"
