"""What staff may see of messages: that there were some and whether they arrived, never where to nor what they said."""

from django.contrib import admin

from accounts.admin import LookOnly

from .models import Channel, Delivery


@admin.register(Channel)
class ChannelAdmin(LookOnly[Channel]):
    """Channels, without their targets and labels: those are the owner's."""

    list_display = ["id", "owner", "type", "is_on", "verified_at", "off_reason"]
    list_filter = ["type", "is_on", "off_reason"]
    list_select_related = ["owner"]
    list_display_links = None
    fields = ["id", "owner", "type", "is_on", "verified_at", "off_reason", "created_at"]
    ordering = ["-id"]


@admin.register(Delivery)
class DeliveryAdmin(LookOnly[Delivery]):
    """Deliveries and what became of them."""

    list_display = ["id", "owner", "kind", "local_date", "channel_type", "state", "attempts", "sent_at", "last_error"]
    list_filter = ["kind", "state"]
    list_select_related = ["owner", "channel"]
    list_display_links = None
    fields = [
        "id", "owner", "kind", "local_date", "state", "attempts", "due_at", "next_attempt_at", "sent_at", "last_error",
    ]  # fmt: skip
    ordering = ["-id"]

    @admin.display(description="channel")
    def channel_type(self, delivery: Delivery) -> str:
        return delivery.channel.type
