"""The server of `present`: the page, what is written into the outline from it, and the windows' part in `hub`.

In: the page, which is told the server's token, a rehearsal, and the server for phones if there is one. Out: HTTP as
`local_server` serves it, to this machine alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from podium.local_server import LocalHandler, LocalServer, asked
from podium.presenting.hub import Hub
from podium.presenting.lan import PhoneServer, qr_code
from podium.presenting.rehearsal import Rehearsal

_MOST = 200_000  # bytes of a request


class Server(LocalServer):
    """Serves one deck; `page` is to be set before it runs."""

    def __init__(
        self, path: Path, rehearsal: Rehearsal, port: int | None = None, phones: PhoneServer | None = None
    ) -> None:
        self.rehearsal, self.phones, self.page = rehearsal, phones, b""
        super().__init__(path, "present", Handler, port)

    def told(self) -> dict[str, Any]:
        """What the page has to know."""
        if self.phones is None:
            return {"token": self.token}
        return {"token": self.token, "links": [{"link": link, "code": qr_code(link)} for link in self.phones.links]}


class Handler(LocalHandler):
    """One request."""

    server: Server
    policy = "frame-ancestors 'none'"  # the page has its own, which allows nothing from anywhere else

    def do_GET(self) -> None:
        rest = self.allowed()
        if rest == "":
            self.send(200, self.server.page, "text/html; charset=utf-8")
        elif rest == "events" and self.server.phones:
            self.stream(self.server.phones.hub.for_window())
        elif rest is not None:
            self.say(404, "there is nothing here")

    def do_POST(self) -> None:
        if (sent := self.posted(self.server.token, _MOST)) is None:
            return
        rest, body = sent
        if rest == "minutes":
            self.act(lambda: self._minutes(asked(body)))
        elif rest == "state" and (phones := self.server.phones):
            self.act(lambda: _report(phones.hub, asked(body)))
        elif rest == "undo":
            self.act(self.server.rehearsal.undo)
        else:
            self.say(404, "there is no such action")

    def _minutes(self, said: dict[str, Any]) -> dict[str, Any]:
        found = {str(id): float(value) for id, value in dict(said["minutes"]).items()}
        return self.server.rehearsal.write(found)._asdict()


def _report(hub: Hub, said: dict[str, Any]) -> None:
    hub.report(str(said["pair"]), bool(said["own"]), dict(said["state"]))
