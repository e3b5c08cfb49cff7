"""People and logins as JSON."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.api.fields import StrictSerializer, TextField, TrueFalseField, WholeNumberField


class PasswordField(TextField):
    """A password: any characters, spaces at its ends too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=128, trim_whitespace=False, write_only=True, **kwargs)


def _token() -> TextField:
    return TextField(max_length=2000, trim_whitespace=False)


def _language(**kwargs: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField([code for code, _name in settings.LANGUAGES], **kwargs)


class RegistrationSerializer(StrictSerializer):
    """A new person."""

    username = TextField(max_length=150, help_text="3 to 150 letters, digits and @ . + - _ (with Hangul, 2)")
    password = PasswordField(help_text="8 to 128 characters of any kind")
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    time_zone = TextField(required=False, max_length=64, help_text="a name of the tz database, such as Asia/Seoul")
    language = _language(required=False)


class LoginSerializer(StrictSerializer):
    """A name and a password."""

    username = TextField(max_length=150)
    password = PasswordField()


class RefreshSerializer(StrictSerializer):
    """A refresh token."""

    refresh = _token()


class TokenPairSerializer(serializers.Serializer[Any]):
    """What a login gives."""

    access = serializers.CharField(help_text="for the header `Authorization: Bearer …`; short-lived")
    refresh = serializers.CharField(help_text="for a new pair, once")


class SettingsSerializer(StrictSerializer):
    """What a person can change about themselves. All of it may be left out."""

    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    language = _language(required=False, allow_null=True, help_text="null: as the client asks")
    time_zone = TextField(required=False, max_length=64)
    currency = TextField(required=False, max_length=3, help_text="an ISO 4217 code")
    month_start_day = WholeNumberField(required=False, min_value=1, max_value=31)
    rounding_unit = WholeNumberField(required=False, min_value=1, max_value=1_000_000)
    floor_percent = WholeNumberField(required=False, min_value=0, max_value=100)
    share_anonymously = TrueFalseField(
        required=False, help_text="whether the averages that others see may count this budget and spending"
    )


class PersonSerializer(serializers.Serializer[Any]):
    """A person and their settings."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    email = serializers.CharField()
    language = _language(allow_null=True)
    time_zone = serializers.CharField()
    currency = serializers.CharField()
    month_start_day = serializers.IntegerField()
    rounding_unit = serializers.IntegerField()
    floor_percent = serializers.IntegerField()
    share_anonymously = serializers.BooleanField()


class PasswordChangeSerializer(StrictSerializer):
    """The password that is, and the one that shall be."""

    current_password = PasswordField()
    new_password = PasswordField()


class ErasureSerializer(StrictSerializer):
    """The password, so that nobody erases an account by mistake."""

    password = PasswordField()


class SessionSerializer(serializers.Serializer[Any]):
    """A login that still works."""

    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField()
    user_agent = serializers.CharField()
    current = serializers.BooleanField(help_text="whether this very request came through it")
