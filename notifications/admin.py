"""What staff may see of messages: that there were some and whether they arrived, never where to nor what they said."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Channel, Delivery

if TYPE_CHECKING:
    OfChannel = admin.ModelAdmin[Channel]
    OfDelivery = admin.ModelAdmin[Delivery]
else:
    # Generic for the type checker only.
    OfChannel = OfDelivery = admin.ModelAdmin


class ReadOnly:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Channel)
class ChannelAdmin(ReadOnly, OfChannel):
    """Channels, without their targets and labels: those are the owner's."""

    list_display = ["id", "owner", "type", "is_on", "verified_at", "off_reason"]
    list_filter = ["type", "is_on", "off_reason"]
    list_select_related = ["owner"]
    list_display_links = None
    fields = ["id", "owner", "type", "is_on", "verified_at", "off_reason", "created_at"]
    ordering = ["-id"]
    show_full_result_count = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, OfDelivery):
    """Deliveries and what became of them."""

    list_display = ["id", "owner", "kind", "local_date", "channel_type", "state", "attempts", "sent_at", "last_error"]
    list_filter = ["kind", "state"]
    list_select_related = ["owner", "channel"]
    list_display_links = None
    fields = [
        "id", "owner", "kind", "local_date", "state", "attempts", "due_at", "next_attempt_at", "sent_at", "last_error",
    ]  # fmt: skip
    ordering = ["-id"]
    show_full_result_count = False

    @admin.display(description="channel")
    def channel_type(self, delivery: Delivery) -> str:
        return delivery.channel.type
