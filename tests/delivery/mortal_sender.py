"""Processes that do nothing but send, and are killed: each is forked from one that has imported everything.

    python mortal_sender.py DATABASE_URL

For each line on stdin one sender is begun and its process id printed; the end of stdin ends it all.
"""

import os
import signal
import sys
import time
from dataclasses import replace
from datetime import timedelta

from published_entries_of_ours import HERE

from service.database import open_engine
from service.delivery.deliver_due import Sender
from service.delivery.outgoing import Outgoing
from service.delivery.retry_schedule import RetrySchedule

# So short that a hundred lives pass within seconds; nothing else differs from how the service sends.
SECONDS = 0.25
SCHEDULE = RetrySchedule(waits=(timedelta(milliseconds=15),) * 500, jitter=0.5)


def send_until_killed(url):
    engine = open_engine(url)
    sender = Sender(engine, Outgoing(way=replace(HERE, seconds=SECONDS), schedule=SCHEDULE))
    while True:
        sender.turn()
        time.sleep(0.01)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried by the system
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(0)
            send_until_killed(sys.argv[1])
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
