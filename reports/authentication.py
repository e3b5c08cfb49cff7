"""Who asks for a report, found together with the month that it is about."""

from zoneinfo import ZoneInfoNotFoundError

from django.db import connection

from accounts.authentication import live_login_of
from accounts.selectors import LIVE_LOGIN, USER_FIELDS, Login, live_login_values, login_of
from accounts.tokens import Subject, Token
from core import clock

from .facts import IN_PLAN_ORDER, MONTH, MonthOnDay, month_of, month_values

# Together, because a second wait for the database costs more than the login does: each part finds its rows as it would
# alone. A login that lives gives a row at least, one that does not gives none.
LOGIN_AND_MONTH = f"""
    SELECT login.*, month.* FROM ({LIVE_LOGIN}) login LEFT JOIN ({MONTH}) month ON login.id = %s {IN_PLAN_ORDER}
"""
OF_LOGIN = len(USER_FIELDS)


def live_login_and_month(token: Token, subject: Subject) -> tuple[Login | None, MonthOnDay | None]:
    """Return a token's login, and the month in which today lies, unless the settings on which that depends changed."""
    try:
        day = clock.today(subject)
    except (ZoneInfoNotFoundError, ValueError):
        # One that this host's tz database does not have: the login comes first, as everywhere.
        return live_login_of(token), None
    values = live_login_values(token.sid) + month_values(subject.id, subject.month_start_day, day)
    with connection.cursor() as cursor:
        cursor.execute(LOGIN_AND_MONTH, [*values, subject.id])
        rows = cursor.fetchall()
    if not rows:
        return None, None
    login = login_of(token.sid, rows[0][:OF_LOGIN])
    if subject != (login.user.pk, login.user.time_zone, login.user.month_start_day):
        return login, None
    # One that has no month at all is a row of nothing.
    return login, month_of(login.user, day, [row[OF_LOGIN:] for row in rows if row[OF_LOGIN] is not None])
