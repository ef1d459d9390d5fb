"""A preview in a test: a session with its server, and requests to it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from podium.preview.server import Server
from podium.preview.session import Session, State

OUTLINE = """\
title: A talk
minutes: 20
credits: false
sections:
  - title: Before
    slides:
      # The first of all.
      - points: First claims
        id: first
        items: [One, Two]

      - chart: Men
        id: men
        type: bar
        file: men.csv

      - image: Zhukov won his name here
        id: zhukov
        file: zhukov.jpg
        alt: Zhukov

  - title: After
    slides:
      - table: A table
        id: table
        columns: [Year, Who]
        rows: [[1917, Russia], [1922, Japan]]

      - points: Last claims
        id: last
        items:
          - Three: with a proof
          - Four
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


def project_in(folder: Path, text: str = OUTLINE) -> Path:
    """A project with the outline. Returns the outline's path."""
    for name in ("slides_src", "images"):
        (folder / name).mkdir(exist_ok=True)
    path = folder / "slides_src" / "talk.yaml"
    path.write_text(text, "utf-8")
    (path.parent / "men.csv").write_text("side,men\nJapan,500\nSoviet Union,1000\n", "utf-8")
    return path


class Preview:
    """A server with its session, which is refreshed by hand."""

    def __init__(self, server: Server) -> None:
        self.server, self.session = server, server.session
        self.port = server.server_address[1]

    @property
    def state(self) -> State:
        return self.session.state

    def ask(
        self, method: str, address: str = "", body: Any = None, raw: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """The status and the body of an answer; headers with _ for -."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, f"/{self.server.key}/{address}", data, sent)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def post(self, action: str, body: Any = None, raw: bytes | None = None, **headers: str) -> tuple[int, Any]:
        """An answer to the page, which knows the token."""
        status, data = self.ask("POST", action, body, raw, **{"X_Podium_Token": self.server.token, **headers})
        return status, json.loads(data)


@contextmanager
def serving(path: Path) -> Iterator[Preview]:
    """The preview of an outline, laid out once."""
    session = Session(path)
    server = Server(session)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        session.refresh()
        yield Preview(server)
    finally:
        session.end()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_for(what: Callable[[], object], seconds: float = 90.0) -> None:
    """Waits until something is true; a test that waits in vain fails."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
