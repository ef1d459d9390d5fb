"""The server of `present`: the page, and what is written into the outline from it.

In: the page, which is told the server's token, and a rehearsal. Out: HTTP as `local_server` serves it, to this machine
alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from podium.local_server import LocalHandler, LocalServer, asked
from podium.presenting.rehearsal import Rehearsal

_MOST = 200_000  # bytes of a request


class Server(LocalServer):
    """Serves one deck; `page` is to be set before it runs."""

    def __init__(self, path: Path, rehearsal: Rehearsal, port: int | None = None) -> None:
        self.rehearsal, self.page = rehearsal, b""
        super().__init__(path, "present", Handler, port)

    def told(self) -> dict[str, Any]:
        """What the page has to know."""
        return {"token": self.token}


class Handler(LocalHandler):
    """One request."""

    server: Server
    policy = "frame-ancestors 'none'"  # the page has its own, which allows nothing from anywhere else

    def do_GET(self) -> None:
        rest = self.allowed()
        if rest == "":
            self.send(200, self.server.page, "text/html; charset=utf-8")
        elif rest is not None:
            self.say(404, "there is nothing here")

    def do_POST(self) -> None:
        rest = self.allowed()
        if rest is None:
            return
        body = self.posted(_MOST, self.server.token)
        if body is None:
            return
        if rest == "minutes":
            self.act(lambda: self._minutes(asked(body)))
        elif rest == "undo":
            self.act(self.server.rehearsal.undo)
        else:
            self.say(404, "there is no such action")

    def _minutes(self, said: dict[str, Any]) -> dict[str, Any]:
        found = {str(id): float(value) for id, value in dict(said["minutes"]).items()}
        return self.server.rehearsal.write(found)._asdict()
