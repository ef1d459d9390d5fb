"""A server for the user of this machine alone, or, at an address in a network, for whoever has its link.

In: what its handlers answer. Out: HTTP on 127.0.0.1 or that address. Every address of a page begins with a key that
only the printed one has, and every request must name the server's own address as its host (a page elsewhere cannot have
its own name point here). Port and key are kept, for the user's eyes only, so that a page still open finds the server
when it is started anew.
"""

from __future__ import annotations

import errno
import hmac
import json
import os
import secrets
import stat
import sys
import webbrowser
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote

from podium import PodiumError, cache
from podium.files import write

_REDIRECT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>podium</title>
<meta http-equiv="refresh" content="0;url={0}">
<p><a href="{0}">To the page</a></p></html>
"""

_HERE = "127.0.0.1"
Events = Generator[bytes, None, None]
"""The data of server-sent events; b"" is a sign of life."""


class Door(NamedTuple):
    """How the page is reached: the port, the key in its addresses, and the token of what it sends."""

    port: int
    key: str
    token: str


class LocalServer(ThreadingHTTPServer):
    """Serves what is made of one outline; `part` is the part of the cache that remembers how it was reached."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"

    def __init__(
        self, path: Path, part: str, handler: type[LocalHandler], port: int | None = None, host: str = _HERE
    ) -> None:
        """Raises PodiumError if `port` is taken; without one, it is that of the last time, or any."""
        self.host = host
        self._file = file = _door_file(path, part)
        self._redirect: Path | None = None  # the file that leads here
        known = _known_door(file)
        super().__init__((host, 0), handler, bind_and_activate=False)
        try:
            self._bind(port or (known.port if known else 0), must=bool(port))
        except OSError as e:
            self.server_close()
            is_port = port and e.errno != errno.EADDRNOTAVAIL
            what, hint = (f"port {port}", "; leave out --port") if is_port else (host, "")
            raise PodiumError(f"{what} cannot be used: {e.strerror or e}{hint}") from None
        self.key = known.key if known else secrets.token_urlsafe(18)
        self.token = known.token if known else secrets.token_urlsafe(18)
        _keep_door(file, Door(self.server_address[1], self.key, self.token))

    def _bind(self, port: int, must: bool) -> None:
        """Takes the port, or if it need not be that one, any that is free."""
        self.server_address = (self.host, port)
        try:
            self.server_bind()
        except OSError:
            if must or not port:
                raise
            self.server_address = (self.host, 0)
            self.server_bind()
        self.server_activate()

    def server_bind(self) -> None:
        """As TCPServer does it: HTTPServer's would ask for this machine's name, perhaps in the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{self.host}:{self.server_address[1]}/{self.key}/"

    @property
    def hosts(self) -> set[str]:
        """The names by which a browser may ask for it."""
        names = (self.host, "localhost") if self.host == _HERE else (self.host,)
        return {f"{name}:{self.server_address[1]}" for name in names}

    def open(self) -> None:
        """Sends the browser to the page.

        Where other users see how a program was started, a file that only this user can read leads there, and not the
        address with the key in it.
        """
        where = self.address
        if _shows_commands():
            with suppress(OSError):
                file = self._file.with_suffix(".html")
                file.parent.mkdir(parents=True, exist_ok=True)
                write(file, _REDIRECT.format(where).encode())
                self._redirect = file
                where = file.resolve().as_uri()
        webbrowser.open(where)

    def run(self, opens: bool) -> None:
        """Serves until it is interrupted, then closes; with `opens` the browser is sent to the page."""
        if opens:
            Thread(target=self.open, daemon=True).start()
        try:
            self.serve_forever(poll_interval=0.2)
        finally:
            self.server_close()

    def server_close(self) -> None:
        """Nothing is left that leads here."""
        super().server_close()
        if self._redirect is not None:
            with suppress(OSError):
                self._redirect.unlink(missing_ok=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no error; anything else is printed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _shows_commands() -> bool:
    """Whether users see the arguments of one another's programs, and browsers can read this user's cache: those in a
    snap cannot, nor those of Windows from its subsystem for Linux."""
    confined = os.path.isdir("/snap/bin") or "WSL_DISTRO_NAME" in os.environ
    return os.name == "posix" and sys.platform != "darwin" and not confined


def _door_file(path: Path, part: str) -> Path:
    name = blake2b(os.path.realpath(path).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return cache.folder(part) / f"{name}.json"


def _known_door(file: Path) -> Door | None:
    """How the page was reached the last time."""
    try:
        if os.name == "posix" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return None
        port, key, token = json.loads(file.read_text("utf-8"))
        return Door(int(port), str(key), str(token)) if len(str(key)) > 20 and len(str(token)) > 20 else None
    except (OSError, ValueError, TypeError):
        return None


def _keep_door(file: Path, door: Door) -> None:
    """Remembers it, for this user's eyes only; does nothing if the cache cannot be written."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, json.dumps(door).encode())


def asked(body: bytes) -> dict[str, Any]:
    """What a request says. Raises ValueError."""
    try:
        found = json.loads(body or b"{}")
    except RecursionError:
        raise ValueError("a request nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError(f"{type(found).__name__} for a request")
    return found


class LocalHandler(BaseHTTPRequestHandler):
    """One request; `policy` is what its pages may load, `stranger` the answer to one without the key."""

    server: LocalServer
    policy = "default-src 'none'"
    stranger = 404, "open the address that podium printed in the terminal"
    protocol_version = "HTTP/1.1"
    server_version = "podium"
    sys_version = ""
    timeout = 60

    def allowed(self) -> str | None:
        """The path below the key; None, with an answer sent, for a request that is not from the page."""
        hosts = self.server.hosts
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in hosts or (origin and origin.removeprefix("http://") not in hosts):
            self.say(403, "this server is not asked by its own address")
            return None
        key, _, rest = unquote(self.path.partition("?")[0]).lstrip("/").partition("/")
        if not self.knows(key):
            self.say(*self.stranger)
            return None
        return rest

    def knows(self, key: str) -> bool:
        """Whether an address that begins so is one that was given away."""
        return hmac.compare_digest(key.encode(), self.server.key.encode())

    def posted(self, token: str, most: int, larger: Mapping[str, int] | None = None) -> tuple[str, bytes] | None:
        """The path below the key and what is sent there, at most so many bytes (`larger`: of some paths); None, with an
        answer sent, if it does not come from the page, which knows the token."""
        rest = self.allowed()
        if rest is None:
            return None
        if not hmac.compare_digest(self.headers.get("X-Podium-Token", "").encode(), token.encode()):
            self.say(403, "this did not come from podium's page")
            return None
        length, most = self.headers.get("Content-Length", ""), (larger or {}).get(rest, most)
        if not (length.isascii() and length.isdigit()) or int(length) > most:
            self.say(413, f"this is larger than {most / 1_000_000:g} MB")
            return None
        return rest, self.rfile.read(int(length))

    def act(self, action: Callable[[], Any]) -> None:
        """What an action answers, as JSON; if it is refused, the reason. It raises ValueError, or what else comes of
        values of a wrong kind, for a request that makes no sense."""
        try:
            answer = action()
        except PodiumError as e:
            return self.answer(409, {"why": str(e), **e.details})
        except (ValueError, TypeError, LookupError, OverflowError):
            return self.answer(400, {"why": "this request is not understood"})
        self.answer(200, answer)

    def stream(self, events: Events) -> None:
        """Server-sent events, until there are no more or the browser goes."""
        self.head(200, "text/event-stream", {"Cache-Control": "no-store", "Connection": "close"})
        self.close_connection = True
        with suppress(OSError, ValueError), closing(events):
            self.wfile.write(b"retry: 500\n\n")
            for event in events:
                self.wfile.write(b"data: " + event + b"\n\n" if event else b": still here\n\n")

    def answer(self, code: int, found: Any) -> None:
        """A value as JSON."""
        self.send(code, json.dumps(found).encode(), "application/json")

    def send(self, code: int, body: bytes, kind: str, keep: str = "no-store") -> None:
        """A whole answer."""
        self.head(code, kind, {"Cache-Control": keep, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def head(self, code: int, kind: str, more: dict[str, str]) -> None:
        """The head of an answer."""
        self.send_response(code)
        fixed = {
            "Content-Type": kind, "Content-Security-Policy": self.policy, "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
        }  # fmt: skip
        for name, value in {**fixed, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def say(self, code: int, text: str) -> None:
        """A refusal in a line of text."""
        self.close_connection = True
        self.send(code, text.encode(), "text/plain; charset=utf-8")

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are nobody's business."""
