"""A receiver of webhooks: a real HTTP server in a thread, which answers as a test wants and keeps what it got."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Received:
    """A request that was read whole, and the status that it was answered with: None where it got no answer."""

    path: str
    headers: dict
    body: bytes
    answered: int | None = None


@dataclass
class Reply:
    """What to do with a request: wait, then answer with a status, or `drop` the connection."""

    status: int = 200
    after: float = 0.0
    drop: bool = False
    headers: dict = field(default_factory=dict)
    body: bytes = b"thanks"
    drip: bool = False


class Receiver:
    def __init__(self, reply=lambda received: Reply(), *, tls=None, host="127.0.0.1"):
        self.reply = reply
        self.received = []
        self.connections = 0
        self.ending = threading.Event()
        self.lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                receiver.answer(self)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 64

            def process_request(self, request, client_address):
                receiver.connections += 1
                super().process_request(request, client_address)

            def handle_error(self, *_):
                pass  # who asked is gone: killed, or out of patience

        self.server = Server((host, 0), Handler)
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.host, self.port = self.server.server_address[:2]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        received = Received(path=handler.path, headers=dict(handler.headers.items()), body=body)
        with self.lock:
            self.received.append(received)
            reply = self.reply(received)
        handler.close_connection = True
        if reply.after:
            self.ending.wait(reply.after)
        if reply.drop:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        received.answered = reply.status
        handler.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        self.write(handler, reply)

    def write(self, handler, reply):
        if not reply.drip:
            handler.wfile.write(reply.body)
            return
        for byte in reply.body:
            handler.wfile.write(bytes([byte]))
            if self.ending.wait(0.05):
                return

    def url(self, path="/hook", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"


@contextmanager
def receiving(reply=lambda received: Reply(), *, tls=None):
    """A receiver that listens until the block ends; `reply` says what each request gets."""
    receiver = Receiver(reply, tls=tls)
    receiver.thread.start()
    try:
        yield receiver
    finally:
        receiver.ending.set()
        receiver.server.shutdown()
        receiver.server.server_close()
        receiver.thread.join(10)


def wait_until(true, *, seconds=20):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, f"not within {seconds} s"
        time.sleep(0.01)
