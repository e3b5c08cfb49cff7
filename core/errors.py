"""What can go wrong in the domain: stable codes and English texts, with no idea of HTTP.

`core.api.errors` turns the kinds (Invalid, NotFound …) into statuses and the texts into the reader's language; the
texts are marked with `N_` so that the catalogue finds them.
"""

from typing import ClassVar


def N_(text: str) -> str:
    """Mark a text for translation where it is shown."""
    return text


class DomainError(Exception):
    """A request that the domain refuses. `attr` names the field; `params` fill the text."""

    code: ClassVar[str]
    text: ClassVar[str]

    def __init__(self, *, attr: str | None = None, **params: object) -> None:
        super().__init__(self.code)
        self.attr = attr
        self.params = params


class Invalid(DomainError):
    """The input cannot be accepted as it is."""


class Unauthenticated(DomainError):
    """Nobody, or nobody any more."""


class NotFound(DomainError):
    """Not there, or not yours: the same."""

    code = "not_found"
    text = N_("Not found.")


class Conflict(DomainError):
    """Right in itself, but not with what is there now."""


class Unprocessable(DomainError):
    """Understood, and contradicts an earlier request."""


class TooMany(DomainError):
    """Too often. `retry_after` is in seconds."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class WrongCredentials(Unauthenticated):
    code = "wrong_credentials"
    text = N_("The name or the password is wrong.")


class TokenInvalid(Unauthenticated):
    code = "token_not_valid"
    text = N_("This token is not valid (any more). Log in again.")


class TooManyAttempts(TooMany):
    code = "too_many_attempts"
    text = N_("Too many attempts. Try again in {retry_after} seconds.")


class UsernameTaken(Invalid):
    code = "unique"
    text = N_("This name is taken. Try another one.")


class UsernameNotAllowed(Invalid):
    code = "username_not_allowed"
    text = N_("Use 3 to 150 letters, digits and @ . + - _ (with Hangul, 2 are enough).")


class PasswordTooShort(Invalid):
    code = "password_too_short"
    text = N_("Use at least 8 characters.")


class PasswordTooCommon(Invalid):
    code = "password_too_common"
    text = N_("Too many people use this password. Choose another one.")


class PasswordTooSimilar(Invalid):
    code = "password_too_similar"
    text = N_("This password is too much like your name or e-mail address.")


class PasswordOfOurWords(Invalid):
    code = "password_of_our_words"
    text = N_("A password made of this service's own words is guessed first. Choose another one.")


class UnknownTimeZone(Invalid):
    code = "unknown_time_zone"
    text = N_("There is no time zone of this name. Write one such as Asia/Seoul.")


class UnknownCurrency(Invalid):
    code = "unknown_currency"
    text = N_("There is no currency of this code. Write one such as KRW.")


class WrongPassword(Invalid):
    code = "wrong_password"
    text = N_("This is not your current password.")


class WrongRefreshToken(Invalid):
    code = "wrong_refresh_token"
    text = N_("This refresh token does not belong to this login.")


class CurrencyInUse(Conflict):
    code = "currency_in_use"
    text = N_("The currency cannot change while there are amounts in it.")


class AlreadyBegun(Conflict):
    code = "already_begun"
    text = N_("There is a budget already.")


class UnknownCategory(Invalid):
    code = "unknown_category"
    text = N_("There is no category “{category}”. GET /api/categories/ lists them.")


class CategoryTwice(Invalid):
    code = "category_twice"
    text = N_("The category “{category}” stands twice in the same month.")


class FixedAboveAmount(Invalid):
    code = "fixed_above_amount"
    text = N_("The fixed part cannot be more than the amount ({amount}).")


class CategoryNotBudgeted(Invalid):
    code = "category_not_budgeted"
    text = N_("“{label}” has no budget in {month}. Set one first (0 will do): POST /api/budget/ with {example}.")


class IdempotencyKeyInvalid(Invalid):
    code = "invalid"
    text = N_("An Idempotency-Key is 1 to 255 printable ASCII characters.")


class IdempotencyKeyReused(Unprocessable):
    code = "idempotency_key_reused"
    text = N_("This Idempotency-Key was used for a different request.")


class IdempotencyKeyInFlight(Conflict):
    code = "idempotency_key_in_flight"
    text = N_("A request with this Idempotency-Key is still at work. Try again in a moment.")


class PeriodReversed(Invalid):
    code = "period_reversed"
    text = N_("The last day cannot be before the first.")


class PeriodTooLong(Invalid):
    code = "period_too_long"
    text = N_("A list can cover at most {days} days.")


class CursorInvalid(Invalid):
    code = "invalid_cursor"
    text = N_("This cursor does not belong to this list. Start from its first page.")


class NotDistinct(Invalid):
    code = "not_distinct"
    text = N_("Each of them can stand here once.")


class InboxThere(Conflict):
    code = "inbox_there"
    text = N_("The inbox is there already.")


class InboxStays(Conflict):
    code = "inbox_stays"
    text = N_("The inbox cannot be deleted. Switch it off instead.")


class TooManyChannels(Conflict):
    code = "too_many_channels"
    text = N_("You can have at most {most} channels, the inbox included. Delete one first.")


class ChannelUnverified(Conflict):
    code = "channel_unverified"
    text = N_("This address is not used before the link that was mailed to it has been opened.")


class NothingToVerify(Conflict):
    code = "nothing_to_verify"
    text = N_("There is nothing to verify here (any more).")


class LinkInvalid(Invalid):
    code = "link_not_valid"
    text = N_("This link does not work (any more). Ask for a new one.")


class FieldRequired(Invalid):
    code = "required"
    text = N_("This field is required.")


class FieldUnknown(Invalid):
    code = "unknown_field"
    text = N_("There is no such field here.")


class FieldNotText(Invalid):
    code = "invalid"
    text = N_("Not a valid string.")


class EmailInvalid(Invalid):
    code = "invalid"
    text = N_("Enter a valid email address.")


class MailNotSetUp(Invalid):
    code = "mail_not_set_up"
    text = N_("This service sends no e-mail: whoever runs it has not set that up.")


class AddressInvalid(Invalid):
    code = "invalid_address"
    text = N_("Write an address such as https://example.org/path, without a name or password in it.")


class AddressNotPublic(Invalid):
    code = "address_not_public"
    text = N_("This address is not on the public internet. Whoever runs this service can allow it.")


class WebhookOfAnother(Invalid):
    code = "invalid_address"
    text = N_("Copy the whole address of the webhook. It looks like {example}.")


class TelegramTokenInvalid(Invalid):
    code = "invalid"
    text = N_("Copy the whole token that BotFather gave you, with the number before the colon.")


class TelegramChatInvalid(Invalid):
    code = "invalid"
    text = N_("Write the number of the chat, or the name of a channel such as @my_channel.")


class SubscriptionInvalid(Invalid):
    code = "invalid"
    text = N_("These are not the keys of a browser's subscription.")
