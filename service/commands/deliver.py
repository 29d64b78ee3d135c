"""`lettertrail deliver`: a process that does nothing but send."""

from __future__ import annotations

import logging
import signal
import threading
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from service.delivery.deliver_due import Sender

__all__ = ["deliver"]

_BETWEEN_TURNS = 1.0


def deliver() -> None:
    """Send webhooks and pings until Ctrl-C or SIGTERM; `serve` does so, too, and both may run at once."""
    from service.commands.recorded_letters import open_record, read_settings
    from service.delivery.as_settings_say import hub_in, outgoing_in
    from service.delivery.deliver_due import Sender

    logging.basicConfig(format="%(levelname)s:     %(message)s")
    settings = read_settings()
    with open_record(settings) as engine:
        sender = Sender(engine, outgoing_in(settings), hub=hub_in(settings))
        typer.echo("Sending what is published (Ctrl-C stops it)", err=True)
        try:
            _turn_until(_asked_to_end(), sender)
        finally:
            sender.close()


def _asked_to_end() -> threading.Event:
    end = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: end.set())
    return end


def _turn_until(end: threading.Event, sender: Sender) -> None:
    while not end.wait(_BETWEEN_TURNS):
        sender.turn()
