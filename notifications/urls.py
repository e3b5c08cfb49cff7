"""Routes of messages, below /api/."""

from django.urls import path, register_converter

from core.api.ids import RowId

from . import api

register_converter(RowId, "message_row")

urlpatterns = [
    path("notifications/settings/", api.MessageSettings.as_view()),
    path("notifications/channels/", api.Channels.as_view()),
    path("notifications/channels/<message_row:id>/", api.OneChannel.as_view()),
    path("notifications/channels/<message_row:id>/test/", api.ChannelTest.as_view()),
    path("notifications/channels/<message_row:id>/verification/", api.ChannelVerification.as_view()),
    path("notifications/web-push/", api.WebPushKey.as_view()),
    path("notifications/preview/", api.Preview.as_view()),
    path("notifications/deliveries/", api.Deliveries.as_view()),
    path("notifications/inbox/", api.Inbox.as_view()),
    path("notifications/inbox/read/", api.InboxRead.as_view()),
    path("notifications/inbox/<message_row:id>/", api.OneMessage.as_view()),
    path("notifications/inbox/<message_row:id>/read/", api.MessageRead.as_view()),
]
