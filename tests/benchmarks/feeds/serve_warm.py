"""How fast a feed is sent that was asked for before, beside a bare Starlette route that sends the same bytes.

    python tests/benchmarks/feeds/serve_warm.py [SECONDS]

Needs wrk. One process of uvicorn serves both; wrk asks for them in turns, three times each, from the same machine.
Prints requests a second and what each cost the processor, medians of the three, and both ratios: what each costs says
the same on a busy machine.
"""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

sys.path.insert(0, str(Path(__file__).parents[2]))

from long_history import publish_letters

from service.app import create_app
from service.database import migrate
from service.settings import Settings

FEED = "/feeds/changes.atom"
ROUNDS = 3


class Both:
    """One server for both: the bare route under /bare, the service under everything else."""

    def __init__(self, service: ASGIApp, bare: ASGIApp) -> None:
        self.service, self.bare = service, bare

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        bare = scope["type"] == "http" and scope["path"].startswith("/bare")
        await (self.bare if bare else self.service)(scope, receive, send)


def bare_route(body: bytes, etag: str) -> Starlette:
    """The same bytes with the same headers, and 304 for who has them, as a route does it that is in a hurry."""
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}

    async def send_feed(request: Request) -> Response:
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/atom+xml", headers=headers)

    return Starlette(routes=[Route("/bare", send_feed)])


def serve(app: ASGIApp) -> tuple[uvicorn.Server, str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    return server, f"http://127.0.0.1:{listener.getsockname()[1]}"


def cost_of(url: str, seconds: int, *headers: str) -> tuple[float, float]:
    """Requests a second, and microseconds of the processor that this process spent on each."""
    given = [word for header in headers for word in ("-H", header)]
    begun = time.process_time()
    run = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{seconds}s", *given, url], capture_output=True, text=True, check=True
    )
    spent = time.process_time() - begun
    number = int(re.findall(r"(\d+) requests in", run.stdout)[0])
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", run.stdout)[0]), spent * 1e6 / number


def compare(what: str, ours: str, bare: str, seconds: int, *headers: str) -> None:
    tries = [(cost_of(ours, seconds, *headers), cost_of(bare, seconds, *headers)) for _ in range(ROUNDS)]
    (mine, my_cost), (theirs, their_cost) = (
        (statistics.median(one[0] for one in side), statistics.median(one[1] for one in side))
        for side in zip(*tries, strict=True)
    )
    print(
        f"{what:10} {mine:>8,.0f}/s {my_cost:>5.0f} us   bare route {theirs:>8,.0f}/s {their_cost:>5.0f} us   "
        f"by requests {mine / theirs:.2f}, by the processor {their_cost / my_cost:.2f}"
    )


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database_url=f"sqlite:///{folder}/record.db"))
        migrate(app.state.engine)
        publish_letters(app.state.engine, letters=1, changes=49)
        both = Both(app, Starlette())
        server, home = serve(both)
        with urllib.request.urlopen(f"{home}{FEED}") as answer:
            body, etag = answer.read(), answer.headers["ETag"]
        packed = urllib.request.urlopen(
            urllib.request.Request(f"{home}{FEED}", headers={"Accept-Encoding": "gzip"})
        )
        print(f"a feed of 50 entries: {len(body):,} bytes, {len(packed.read()):,} with gzip")
        both.bare = bare_route(body, etag)
        compare("the feed", f"{home}{FEED}", f"{home}/bare", seconds)
        compare("304", f"{home}{FEED}", f"{home}/bare", seconds, f"If-None-Match: {etag}")
        server.should_exit = True


if __name__ == "__main__":
    main()
