"""Routes of the pages of messages."""

from django.urls import path

from . import pages

urlpatterns = [
    path("settings/messages/", pages.wishes, name="messages"),
    path("settings/messages/channels/", pages.add_channel, name="channel_add"),
    path("settings/messages/device/", pages.subscribe, name="channel_subscribe"),
    path("settings/messages/channels/<int:channel_id>/", pages.change_channel, name="channel"),
    path("inbox/", pages.inbox, name="inbox"),
    path("inbox/read/", pages.read_all, name="inbox_read"),
    path("inbox/<int:message_id>/remove/", pages.remove_message, name="inbox_remove"),
    path("account/forgotten/", pages.forgotten, name="forgotten"),
    path("account/email/<token>/", pages.verify_email, name="verify_email"),
]
