"""What several requests of one person do at the same moment."""

from collections.abc import Callable
from functools import partial

from core.errors import InboxThere, TooManyAttempts, TooManyChannels
from notifications import services, verification
from notifications.models import Channel, InboxMessage, Preferences
from tests.parallel import at_once, committed

from .asking import ADDRESS, HOOK

pytestmark = committed


def eight_times(call: Callable[[int], object]) -> list[object]:
    """Call eight times in parallel, with a number each; return what came out, or the error's kind."""

    def one(number: int) -> object:
        try:
            return call(number)
        except (InboxThere, TooManyAttempts, TooManyChannels) as error:
            return type(error)

    return at_once(*[partial(one, number) for number in range(8)])


def hook(owner, number):
    return services.add_channel(owner=owner, type="webhook", target={"url": f"{HOOK}{number}"})


def test_there_are_never_more_than_ten_channels(alice):
    for number in range(5):
        hook(alice, number)
    found = eight_times(lambda number: hook(alice, number))
    assert found.count(TooManyChannels) == 4
    assert Channel.objects.count() == 10


def test_there_is_one_inbox(alice):
    found = eight_times(lambda number: services.add_channel(owner=alice, type="inbox", target={}))
    assert found.count(InboxThere) == 7
    assert Channel.objects.count() == 1


def test_settings_saved_for_the_first_time_are_one_row(alice):
    eight_times(lambda number: services.save_preferences(owner=alice, morning_on=True, morning_at=number))
    assert Preferences.objects.count() == Channel.objects.count() == 1


def test_the_end_of_a_channel_is_said_once(alice):
    channel = hook(alice, 0).channel
    eight_times(lambda number: services.switch_off(channel, "gone"))
    assert InboxMessage.objects.count() == 1


def test_one_link_a_minute_is_mailed(alice, fixed_now):
    channel = services.add_channel(owner=alice, type="email", target={"address": ADDRESS}).channel
    fixed_now.shift(60)
    found = eight_times(lambda number: verification.mail_link_again(channel=channel))
    assert found.count(TooManyAttempts) == 7
