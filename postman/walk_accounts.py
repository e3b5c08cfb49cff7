"""Signing up, logins and tokens, and the end of it all."""

from collections.abc import Mapping
from functools import partial

from rest_framework.exceptions import NotAuthenticated

from core import errors

from .steps import Folder, Step

CREDENTIALS = {"username": "{{username}}", "password": "{{password}}"}
# Anew in each run, so that the walk passes however often it is run.
NAME = 'save("username", "지은-" + Date.now().toString(36) + Math.random().toString(36).slice(2, 6));'
PAIR = {"access": "answer.access", "refresh": "answer.refresh"}


def log_in(name: str) -> Step:
    return Step(
        name,
        "accounts_login",
        body=CREDENTIALS,
        checks={"두 토큰이 서로 달라요 · two different tokens": "pm.expect(answer.access).not.to.eql(answer.refresh);"},
        saves=PAIR,
    )


def refresh(name: str, saves: Mapping[str, str]) -> Step:
    return Step(
        name,
        "token_refresh",
        body={"refresh": "{{refresh}}"},
        checks={
            "두 토큰 모두 새것이에요 · both tokens are new": (
                'pm.expect(answer.access).not.to.eql(saved("access"));\n'
                'pm.expect(answer.refresh).not.to.eql(saved("refresh"));'
            )
        },
        saves=saves,
    )


def ended(name: str, says: str = "") -> Step:
    return Step(name, "accounts_me", refusal=errors.TokenInvalid, says=says)


SIGN_UP = Folder(
    "1. 회원가입 · Sign up",
    "실행할 때마다 새 이름을 만들어요.",
    (
        Step(
            "회원가입 성공 · Signed up",
            "accounts_register",
            status=201,
            body=CREDENTIALS,
            before=NAME,
            checks={
                "보낸 이름 그대로예요 · under the name that was sent": (
                    'pm.expect(answer.username).to.eql(saved("username"));'
                ),
                "비밀번호는 돌아오지 않아요 · the password never comes back": (
                    'pm.expect(pm.response.text()).not.to.include(saved("password")).and.not.to.include("password");'
                ),
            },
        ),
        Step(
            "아이디가 중복일 때 · The name is taken",
            "accounts_register",
            refusal=partial(errors.UsernameTaken, attr="username"),
            says="주소는 명세서에 적힌 그대로 빗금이 두 개예요. 하나로 쓴 주소와 똑같이 답해요.",
            path="/api/accounts//register/",
            body=CREDENTIALS,
        ),
    ),
)
LOG_IN = Folder(
    "2. 로그인 · Log in",
    "액세스 토큰과 리프레시 토큰을 받아 컬렉션 변수에 적어 둬요.",
    (
        log_in("로그인 성공 · Logged in"),
        Step(
            "비밀번호가 틀렸을 때 · A wrong password",
            "accounts_login",
            refusal=errors.WrongCredentials,
            body={"username": "{{username}}", "password": "not the password"},
        ),
    ),
)
LOG_OUT = Folder(
    "3. 로그아웃 · Log out",
    "이 로그인의 두 토큰이 바로 멈춰요. 뒤의 요청을 위해 다시 로그인해요.",
    (
        Step(
            "로그아웃 · Logged out",
            "accounts_logout",
            status=205,
            path="/api/accounts//logout/",
            body={"refresh": "{{refresh}}"},
        ),
        ended("로그아웃한 액세스 토큰 · The access token is dead"),
        Step(
            "로그아웃한 리프레시 토큰 · The refresh token is dead",
            "token_refresh",
            refusal=errors.TokenInvalid,
            body={"refresh": "{{refresh}}"},
        ),
        log_in("다시 로그인 · Log in again"),
    ),
)
REFRESH = Folder(
    "4. 토큰 갱신 · Refresh",
    "리프레시 토큰은 한 번만 쓸 수 있어요. 쓴 것을 다시 보내면 누군가 훔친 것으로 보고 그 로그인을 끝내요.",
    (
        refresh("토큰 갱신 성공 · A new pair", {"used_refresh": 'saved("refresh")'} | PAIR),
        Step(
            "새 토큰으로 내 정보 · Me, with the new token",
            "accounts_me",
            checks={"나예요 · it is me": 'pm.expect(answer.username).to.eql(saved("username"));'},
        ),
        refresh("한 번 더 갱신 · Once more", PAIR),
        Step(
            "오래전에 쓴 리프레시 토큰 · A refresh token used before",
            "token_refresh",
            refusal=errors.TokenInvalid,
            body={"refresh": "{{used_refresh}}"},
        ),
        ended("그 로그인은 끝났어요 · It ended the login", "가장 새로운 토큰까지 멈춰요."),
        log_in("다시 로그인 · Log in again"),
    ),
)
NEEDS_A_TOKEN = Folder(
    "5. 모든 요청에 토큰 필요 · Every call needs a token",
    "회원가입, 로그인, 토큰 갱신만 토큰 없이 돼요. 다음 폴더부터는 모두 Authorization: Bearer … 를 함께 보내요.",
    (
        Step(
            "토큰 없이 · Without a token",
            "categories_list",
            refusal=NotAuthenticated,
            bearer=None,
            checks={
                "무엇이 필요한지 알려 줘요 · says what it asks for": (
                    'pm.expect(pm.response.headers.get("WWW-Authenticate")).to.match(/^Bearer/);'
                )
            },
        ),
        Step(
            "아무 토큰이나 · With some other token",
            "categories_list",
            refusal=errors.TokenInvalid,
            bearer="not.a.token",
        ),
    ),
)
FAREWELL = Folder(
    "17. 뒷정리 · Tidying up",
    "이 실행이 만든 계정과 그 모든 것을 지워요. 남겨 두고 싶으면 이 폴더를 빼고 실행하세요.",
    (
        Step("계정 지우기 · Erase the account", "accounts_erase", status=204, body={"password": "{{password}}"}),
        ended("지운 계정의 토큰 · Its token is dead"),
        Step(
            "지운 계정으로 로그인 · Nobody is left to log in",
            "accounts_login",
            refusal=errors.WrongCredentials,
            body=CREDENTIALS,
        ),
    ),
)
