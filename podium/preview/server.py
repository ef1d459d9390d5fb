"""The server of the preview: the page, its events, and what is done in it.

In: a session and a desk. Out: HTTP as `local_server` serves it, to this machine alone; everything that writes also
needs a token that only the page knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from podium.assist.completion import filled, offers_at
from podium.assist.fixes import fixes
from podium.assist.hover import explain
from podium.backends.svg.fonts import font_file
from podium.layout.pictures.library import MAX_BYTES
from podium.local_server import Events, LocalHandler, LocalServer, asked
from podium.preview import drops, programs
from podium.preview.desk import Desk
from podium.preview.session import Session, State

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MOST = 2_000_000  # bytes of a request that is no picture
_BEAT = 10.0  # seconds between signs of life
_FOREVER = "private, max-age=31536000, immutable"


class Server(LocalServer):
    """Serves one session."""

    def __init__(self, session: Session, port: int | None = None) -> None:
        self.session, self.desk = session, Desk(session)
        super().__init__(session.path, "preview", Handler, port)


class Handler(LocalHandler):
    """One request."""

    server: Server
    policy = _POLICY

    def do_GET(self) -> None:
        rest = self.allowed()
        if rest is None:
            return
        folder, _, name = rest.partition("/")
        if rest == "":
            page = _asset("page.html").decode().replace("TOKEN", self.server.token)
            self.send(200, page.encode(), "text/html; charset=utf-8")
        elif rest == "events":
            self.stream(_states(self.server.session))
        elif folder == "assets" and (body := _asset(name)):
            self.send(200, body, f"{_TYPES[Path(name).suffix]}; charset=utf-8")
        elif folder == "media" and (found := self.server.session.state.media.get(name)):
            self.send(200, *found, keep=_FOREVER)
        elif folder == "fonts" and (font := font_file(name)):
            self.send(200, font, "font/ttf", keep=_FOREVER)
        else:
            self.say(404, "there is nothing here")

    def do_POST(self) -> None:
        if (sent := self.posted(self.server.token, _MOST, {"drop": MAX_BYTES})) is None:
            return
        rest, body = sent
        if rest == "drop":
            place = unquote(self.headers.get("X-Podium-Place", "{}"))
            self.act(lambda: drop(self.server, json.loads(place), body))
        elif action := ACTIONS.get(rest):
            self.act(lambda: action(self.server, asked(body)))
        else:
            self.say(404, "there is no such action")


def _states(session: Session) -> Events:
    """The states, as they come; each page only when it looks different from what this browser has."""
    known: set[tuple[str, str]] = set()
    version = 0
    while not session.ended:
        state = session.wait(version, _BEAT)
        if state is None:
            yield b""
            continue
        version = state.version
        yield event(state, known)
        known = {(view.id, view.digest) for view in state.views}


def event(state: State, known: set[tuple[str, str]]) -> bytes:
    """A state as JSON, with the SVG of those pages that are not `known` by id and digest."""
    made = {
        "version": state.version, "name": state.name, "look": state.look, "title": state.title,
        "sections": state.sections, "minutes": state.minutes, "planned": state.planned,
        "told": state.told, "stale": state.stale, "broken": state.broken,
        "saved": state.saved, "took": state.took, "digest": state.structure.digest,
        "places": state.structure.sections, "pages": [view.as_dict() for view in state.views],
        "svgs": {view.digest: view.svg for view in state.views if (view.id, view.digest) not in known},
    }  # fmt: skip
    return json.dumps(made, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def _asset(name: str) -> bytes:
    """A file of the page; b"" for none."""
    if Path(name).suffix not in _TYPES or "/" in name:
        return b""
    try:
        return files("podium.preview").joinpath("assets", name).read_bytes()
    except OSError:
        return b""


# ---- what is done in the page ------------------------------------------------------------------------------

Asked = dict[str, Any]


def _lines(server: Server, said: Asked) -> Any:
    return server.desk.lines(str(said["file"]), int(said["line"]))


def _save(server: Server, said: Asked) -> Any:
    return server.desk.save(str(said["file"]), int(said["start"]), str(said["old"]), str(said["new"]))


def _complete(server: Server, said: Asked) -> Any:
    """What can be typed at a place of the drawer."""
    found = offers_at(*_place(server, said), server.session.project, server.desk.path(str(said["file"])))
    return {"offers": [{**offer._asdict(), "filled": filled(offer)} for offer in found]}


def _explain(server: Server, said: Asked) -> Any:
    """What stands at a place of the drawer, as Markdown."""
    found = explain(*_place(server, said), server.session.project, server.desk.path(str(said["file"])))
    return {"text": found.text if found else ""}


def _fixes(server: Server, said: Asked) -> Any:
    """The fixes of each of some findings on a file, with lines from 1 as findings have them."""
    text = server.desk.text(str(said["file"]))
    return {
        "fixes": [
            [
                {**fix._asdict(), "line": fix.line + 1}
                for fix in fixes(
                    text, int(f["line"]) - 1, max(0, int(f["column"]) - 1), str(f["code"]), str(f["hint"]),
                    f["severity"] == "warning",
                )
            ]
            for f in said["findings"]
        ]
    }  # fmt: skip


def _place(server: Server, said: Asked) -> tuple[str, int, int]:
    """The text of a file with the drawer's lines in it, and the place of the drawer's caret in that."""
    text, first = server.desk.typed(str(said["file"]), int(said["start"]), str(said["old"]), str(said["new"]))
    return text, first + int(said["line"]), int(said["column"])


def _edit(server: Server, said: Asked) -> Any:
    how: dict[str, Any] = {}
    if said["operation"] == "move":
        how = {"target": int(said["target"]), "after": bool(said["after"])}
    elif said["operation"] == "hide":
        how = {"hide": bool(said["hide"])}
    return {"changed": server.desk.apply(str(said["operation"]), str(said["digest"]), int(said["line"]), **how)}


def _undo(server: Server, said: Asked) -> Any:
    return {"what": server.desk.undo(bool(said.get("again")))}


def _run(server: Server, said: Asked) -> Any:
    well, told = programs.run(server.session, str(said["what"]))
    return {"well": well, "said": told}


def _open(server: Server, said: Asked) -> Any:
    path = server.desk.path(str(said["file"]))
    return {"editor": programs.open_editor(path, int(said["line"]))}


def drop(server: Server, place: Any, data: bytes) -> Any:
    """A picture that was dropped at a place of a page."""
    session, file, line = server.session, str(place["file"]), int(place["line"])
    text = session.texts.get(server.desk.path(file), "")
    name = drops.awaited(session.state.told, file or session.name, text, line)
    written = drops.put(session.project, name, data)
    session.touch()
    return {"file": written.name}


ACTIONS: dict[str, Callable[[Server, Asked], Any]] = {
    "lines": _lines, "save": _save, "edit": _edit, "undo": _undo, "run": _run, "open": _open,
    "complete": _complete, "explain": _explain, "fixes": _fixes,
}  # fmt: skip
