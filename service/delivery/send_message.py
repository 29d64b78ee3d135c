"""A message goes to a subscription once, signed for it."""

from __future__ import annotations

from service.delivery.outgoing import Outgoing
from service.delivery.post_once import Answer, post_once
from service.delivery.receiver_address import read_receiver_address
from service.delivery.signed_message import Message, signed_headers
from service.delivery.subscription import Subscription
from service.errors import BadReceiverAddress

__all__ = ["MEDIA_TYPE", "send_message"]

MEDIA_TYPE = "application/json"


def send_message(message: Message, subscription: Subscription, outgoing: Outgoing) -> Answer:
    """The answer; never raises for what the receiver does, and Abandoned when it was called off.

    The address is read anew: the settings may have changed since somebody subscribed with it.
    """
    way, now = outgoing.way, outgoing.now()
    try:
        address = read_receiver_address(subscription.url, allow_http=way.allow_http, allowed=way.allowed)
    except BadReceiverAddress as error:
        return Answer(status=None, note=error.why, milliseconds=0)
    return post_once(
        address,
        headers=signed_headers(message, secrets=subscription.secrets_at(now), at=now),
        body=message.body,
        media_type=MEDIA_TYPE,
        way=way,
        called_off=outgoing.called_off,
    )
