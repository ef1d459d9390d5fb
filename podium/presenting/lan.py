"""The local network: the address of this machine in it, and the server for phones.

In: a hub, and the address to listen at. Out: HTTP as `local_server` serves it, but to whoever has one of two secret
links: with one a phone follows, with the other it drives too. Nothing is served but the page, its events and its
wishes. Whoever tries wrong links has to wait.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
import time
from collections import defaultdict, deque
from io import StringIO
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from podium import PodiumError
from podium.local_server import LocalHandler, LocalServer, asked
from podium.presenting.hub import Hub

_ELSEWHERE = "192.0.2.1"  # an address for documentation: nothing is sent there, but the way to it is the default route
_MOST = 2_000  # bytes of a wish
_TRIES, _WINDOW = 10, 60.0  # wrong links in so many seconds
_MOST_ADDRESSES = 1_000


def addresses() -> list[str]:
    """The IPv4 addresses of this machine, that of the default route first; without psutil only that one."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect((_ELSEWHERE, 9))
            found.append(way.getsockname()[0])
        except OSError:
            pass  # there is no default route
    try:
        import psutil
    except ModuleNotFoundError:
        pass
    else:
        found += [a.address for of in psutil.net_if_addrs().values() for a in of if a.family == socket.AF_INET]
    return [a for a in dict.fromkeys(found) if not ipaddress.ip_address(a).is_loopback]


def chosen(wanted: str) -> str:
    """The address to listen at: the `wanted` one, or that of the default route. Raises PodiumError."""
    if not wanted:
        if found := addresses():
            return found[0]
        raise PodiumError("this machine is in no network: connect it, or name an address with --lan ADDRESS")
    try:
        address = ipaddress.IPv4Address(wanted)
    except ValueError:
        raise PodiumError(f"--lan {wanted}: this is no IPv4 address, such as 192.168.1.20", 2) from None
    if address.is_unspecified or address.is_multicast:
        raise PodiumError(f"--lan {wanted}: name one address of this machine: {', '.join(addresses())}", 2)
    if address.is_loopback:
        others = ", ".join(addresses()) or "none: it is in no network"
        raise PodiumError(f"--lan {wanted}: only this machine itself can reach that address; its others: {others}", 2)
    return str(address)


def qr_code(text: str) -> str:
    """The QR code of a text as an address that contains an SVG, "" without segno."""
    made = _code(text)
    return str(made.svg_data_uri(scale=4, border=3, light="#fff")) if made else ""


def qr_lines(text: str) -> list[str]:
    """The same as lines for a terminal with light letters on a dark ground."""
    lines = StringIO()
    if made := _code(text):
        made.terminal(lines, border=2, compact=True)
    return lines.getvalue().splitlines()


def _code(text: str) -> Any:
    try:
        import segno
    except ModuleNotFoundError:
        return None
    return segno.make(text, micro=False)


class Tries:
    """Wrong links by the address of whoever tried them. Used by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wrong: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=_TRIES))

    def add(self, address: str) -> None:
        """Another wrong link."""
        with self._lock:
            if len(self._wrong) > _MOST_ADDRESSES:
                self._wrong.clear()
            self._wrong[address].append(time.monotonic())

    def are_too_many(self, address: str) -> bool:
        """Whether there were so many lately that no more is looked at, not even a right one."""
        with self._lock:
            tries = self._wrong.get(address)
            return tries is not None and len(tries) == _TRIES and time.monotonic() - tries[0] < _WINDOW


class PhoneServer(LocalServer):
    """Serves one lecture to phones; `page` is to be set before it runs."""

    def __init__(self, path: Path, host: str, hub: Hub, port: int | None = None) -> None:
        """Raises PodiumError if the address is not this machine's, or the port is taken."""
        self.hub, self.page, self.tries = hub, b"", Tries()
        super().__init__(path, "present-lan", PhoneHandler, port, host)

    @property
    def links(self) -> tuple[str, str]:
        """To follow, and to drive too."""
        return self.address, self.address.replace(self.key, self.token)

    def described(self, with_code: bool) -> list[str]:
        """Who can reach the page, and how, in lines; `with_code`: the link that drives as a QR code too."""
        follow, drive = self.links
        here, known = self.host, addresses()
        is_public = ipaddress.ip_address(here).is_global
        others = [address for address in known if address != here] if here in known else []
        return [
            f"Phones that reach {here} follow by the first link, and drive too by the second:",
            f"  notes only        {follow}",
            f"  notes and remote  {drive}",
            *(qr_lines(drive) if with_code else []),
            *(["This address is public: without a firewall, they may come from anywhere."] if is_public else []),
            "Whoever has a link sees slides and notes. They travel unencrypted: others in this network can read them.",
            *([f"This machine is also at {', '.join(others)}: choose with --lan ADDRESS."] if others else []),
        ]

    def start(self) -> None:
        """Serves in a thread of its own, for as long as the program runs."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()


class PhoneHandler(LocalHandler):
    """One request."""

    server: PhoneServer
    timeout = 20
    policy = "frame-ancestors 'none'"  # the page has its own
    stranger = 403, "this link is not valid (any more): scan the code in the presenter's window"

    def allowed(self) -> str | None:
        if self.server.tries.are_too_many(self.client_address[0]):
            self.say(429, "too many wrong links: wait a minute")
            return None
        return super().allowed()

    def knows(self, key: str) -> bool:
        self.drives = hmac.compare_digest(key.encode(), self.server.token.encode())
        known = self.drives or super().knows(key)
        if not known and "." not in key:  # browsers look for favicon.ico by themselves
            self.server.tries.add(self.client_address[0])
        return known

    def do_GET(self) -> None:
        rest = self.allowed()
        if rest == "":
            self.send(200, self.server.page, "text/html; charset=utf-8")
        elif rest == "events" and self.server.hub.is_full:
            self.say(503, "too many phones follow")
        elif rest == "events":
            self.stream(self.server.hub.for_phone(self.drives))
        elif rest == "valid":
            self.answer(200, {})
        elif rest is not None:
            self.say(404, "there is nothing here")

    def do_POST(self) -> None:
        if (sent := self.posted(self.server.token, _MOST)) is None:
            return
        rest, body = sent
        if rest == "wish" and self.drives:
            self.act(lambda: self.server.hub.wish(asked(body)))
        else:
            self.say(404, "there is no such action")
