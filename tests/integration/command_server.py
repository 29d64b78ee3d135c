"""Runs `lettertrail` for tests without starting an interpreter each time: everything is loaded once, then forked.

As a program it waits on the Unix socket that its argument names, until its standard input ends. Whoever
connects sends what to run, as JSON with `arguments`, `folder` and `variables`, and three open files for it to
stand on; it is told the number of the process, and, when that has ended, how. The process is `lettertrail` in
all but how it began: test_commands_start_cold.py starts each command as its users do.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import sys

LONGEST_QUESTION = 1_000_000


def load_everything() -> None:
    """What any command may load, so that none of those forked has to."""
    import deepdiff  # noqa: F401  # it is loaded where two letters differ
    import rich.console  # noqa: F401

    import diffing
    import service
    import snapshots

    for package in (snapshots, diffing, service):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            with contextlib.suppress(ImportError):  # what only recognises scans
                __import__(module.name)


def wait_for_commands(path: str) -> None:
    """Returns in the process of a command alone, which is ready to call `main`; ends with standard input."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait for commands
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:  # it was closed: whoever started this has ended, however that came
            os._exit(0)
        asking, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _run(asking)
            return
        asking.close()


def _run(asking: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, files, _, _ = socket.recv_fds(asking, LONGEST_QUESTION, 3)
    if child := os.fork():
        asking.sendall(f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        asking.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    asking.close()
    question = json.loads(said)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(question["folder"])
    os.environ.clear()
    os.environ.update(question["variables"])
    sys.argv[1:] = question["arguments"]


if __name__ == "__main__":
    load_everything()
    gc.freeze()  # so that no child copies what it only looks through
    wait_for_commands(sys.argv[1])
    from service.cli import main

    main()
