"""Serve the built book on this machine only.

python scripts/serve.py             port 8000, or the next one that is free
PORT=8080 python scripts/serve.py   this port and no other
python scripts/serve.py --check     say whether the port is to be had, serve nothing
"""

import contextlib
import errno
import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BOOK = Path(__file__).resolve().parent.parent / "_build" / "html"
HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 100


class Handler(SimpleHTTPRequestHandler):
    """Files of the book with types that do not depend on the machine, never from a stale cache."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # elsewhere a port in use is refused all the same


def server(folder=BOOK, port=None):
    """A server of `folder` on `port`; without one, on FIRST_PORT or the next that is free.

    Raises OSError when no such port is free.
    """
    ports = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in ports:
        try:
            return Server((HOST, port), partial(Handler, directory=str(folder)))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(errno.EADDRINUSE, f"port {port} is taken")


@contextlib.contextmanager
def running(folder):
    """The address of a server of `folder` on a free port, without a slash at its end; it ends with the block."""
    with server(folder, port=0) as book:
        thread = threading.Thread(target=book.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{book.server_port}"
        finally:
            book.shutdown()
            thread.join()


def asked_port():
    """The port in the environment variable PORT, None if there is none; ValueError if it is no port."""
    port = os.environ.get("PORT", "")
    if not port:
        return None
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError(f"PORT={port} is not a port: choose a number from 1 to 65535.")
    return int(port)


def main(arguments):
    try:
        port = asked_port()
        book = server(port=port)
    except ValueError as error:
        return f"serve: {error}"
    except OSError:
        return (
            f"serve: port {port} is taken: choose another one (make serve PORT=8080), or none, and a free one is found."
            if port
            else f"serve: no port from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} is free: choose one with PORT=."
        )
    with book:
        if arguments == ["--check"]:
            return 0
        if not (BOOK / "index.html").is_file():
            return "serve: there is no book in _build/html yet: run `make book` (or `python scripts/build_book.py`)."
        try:
            print(f"The book is at http://{HOST}:{book.server_port}/   (Ctrl-C ends it)", flush=True)
            book.serve_forever()
        except KeyboardInterrupt:
            print("\nServer stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
