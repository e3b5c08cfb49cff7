"""Delete this file and its two imports (conftest.py, sender.py) when channels, secrets, alerts and content import."""

import importlib, sys, types
from notifications.messages import Message


def make(name, **what):
    try:
        importlib.import_module(name)
    except Exception:
        module = types.ModuleType(name)
        for k, v in what.items():
            setattr(module, k, v)
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)


class Inbox:
    type = "inbox"

    def send(self, target, envelope):
        from notifications.models import InboxMessage

        InboxMessage.objects.create(
            owner_id=target["owner_id"],
            kind=envelope.kind,
            delivery_id=int(envelope.delivery_id),
            title=envelope.message.title,
            body=envelope.message.text,
        )


def channel_type(type):
    return {"inbox": Inbox()}[type]


import json
import notifications.channels

if not hasattr(notifications.channels, "channel_type"):
    notifications.channels.channel_type = channel_type
make("notifications.secrets", encrypt=lambda d: json.dumps(d), decrypt=lambda s: json.loads(s or "{}"))
make("notifications.channels.email", send_verification=lambda c: None)
make(
    "notifications.content",
    compose=lambda ds: {d.pk: Message(f"{d.kind} {d.local_date}", "text", "<p>text</p>", "ko") for d in ds},
    preview=None,
)
make("notifications.alerts", decide=lambda now: 0)
