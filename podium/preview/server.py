"""The server of the preview: the page, its events, and what is done in it.

In: a session and a desk. Out: HTTP on 127.0.0.1 for one browser's user. Every address begins with a key that only the
printed address has, every request must name this machine as its host (a page elsewhere cannot have its own name point
here), and everything that writes needs a token that only the page knows. Nothing is sent to any other machine.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from socketserver import TCPServer
from typing import Any, NamedTuple
from urllib.parse import unquote

from podium import PodiumError, cache
from podium.backends.svg.fonts import font_file
from podium.preview import drops, programs
from podium.preview.desk import Desk
from podium.preview.edits import Changed, Refused
from podium.preview.session import Session, State

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MOST = 2_000_000  # bytes of a request that is no picture
_MOST_PICTURE = 61_000_000
_BEAT = 10.0  # seconds between signs of life
_FOREVER = "private, max-age=31536000, immutable"


class Door(NamedTuple):
    """How the page is reached: the port, the key in its addresses, and the token of what it sends."""

    port: int
    key: str
    token: str


class Server(ThreadingHTTPServer):
    """Serves one session."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"

    def __init__(self, session: Session, port: int = 0) -> None:
        self.session, self.desk = session, Desk(session)
        known = _known_door(session.path)
        super().__init__(("127.0.0.1", 0), Handler, bind_and_activate=False)
        try:
            self._bind(port or (known.port if known else 0), must=bool(port))
        except OSError as e:
            raise PodiumError(f"port {port} cannot be used: {e.strerror or e}; leave out --port") from None
        self.key = known.key if known else secrets.token_urlsafe(18)
        self.token = known.token if known else secrets.token_urlsafe(18)
        _keep_door(session.path, Door(self.server_address[1], self.key, self.token))

    def _bind(self, port: int, must: bool) -> None:
        """Takes the port, or if it need not be that one, any that is free."""
        self.server_address = ("127.0.0.1", port)
        try:
            self.server_bind()
        except OSError:
            if must or not port:
                raise
            self.server_address = ("127.0.0.1", 0)
            self.server_bind()
        self.server_activate()

    def server_bind(self) -> None:
        """As TCPServer does it: HTTPServer's would ask for this machine's name, perhaps in the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.server_address[1]}/{self.key}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no error."""


def _door_file(path: Path) -> Path:
    name = blake2b(os.path.realpath(path).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return cache.folder("preview") / f"{name}.json"


def _known_door(path: Path) -> Door | None:
    """How the page of this outline was reached the last time, so that one still open finds the server again."""
    file = _door_file(path)
    try:
        if os.name == "posix" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return None
        port, key, token = json.loads(file.read_text("utf-8"))
        return Door(int(port), str(key), str(token)) if len(str(key)) > 20 and len(str(token)) > 20 else None
    except (OSError, ValueError, TypeError):
        return None


def _keep_door(path: Path, door: Door) -> None:
    """Remembers it, for this user's eyes only; does nothing if the cache cannot be written."""
    from podium.files import write

    file = _door_file(path)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, json.dumps(door).encode())


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "podium"
    sys_version = ""
    timeout = 60

    # ---- doors --------------------------------------------------------------------------------------------

    def _allowed(self) -> str | None:
        """The path below the key; None, with an answer sent, for a request that is not from the page."""
        port = self.server.server_address[1]
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in hosts or (origin and origin.removeprefix("http://") not in hosts):
            self._say(403, "this server is for this machine only")
            return None
        key, _, rest = unquote(self.path.partition("?")[0]).lstrip("/").partition("/")
        if not hmac.compare_digest(key.encode(), self.server.key.encode()):
            self._say(404, "open the address that podium printed in the terminal")
            return None
        return rest

    def do_GET(self) -> None:
        rest = self._allowed()
        if rest is None:
            return
        folder, _, name = rest.partition("/")
        if rest == "":
            page = _asset("page.html").decode().replace("TOKEN", self.server.token)
            self._send(200, page.encode(), "text/html; charset=utf-8")
        elif rest == "events":
            self._events()
        elif folder == "assets" and (body := _asset(name)):
            self._send(200, body, f"{_TYPES[Path(name).suffix]}; charset=utf-8")
        elif folder == "media" and (found := self.server.session.state.media.get(name)):
            self._send(200, *found, keep=_FOREVER)
        elif folder == "fonts" and (font := font_file(name)):
            self._send(200, font, "font/ttf", keep=_FOREVER)
        else:
            self._say(404, "there is nothing here")

    def do_POST(self) -> None:
        rest = self._allowed()
        if rest is None:
            return
        if not hmac.compare_digest(self.headers.get("X-Podium-Token", "").encode(), self.server.token.encode()):
            self._say(403, "this did not come from the page of the preview")
            return
        length, most = self.headers.get("Content-Length", ""), _MOST_PICTURE if rest == "drop" else _MOST
        if not length.isdigit() or int(length) > most:
            self._say(413, f"this is larger than {most // 1_000_000} MB")
            return
        body = self.rfile.read(int(length))
        action = ACTIONS.get(rest)
        try:
            if rest == "drop":
                answer = drop(self.server, json.loads(unquote(self.headers.get("X-Podium-Place", "{}"))), body)
            elif action is None:
                return self._say(404, "there is no such action")
            else:
                answer = action(self.server, json.loads(body or b"{}"))
        except Changed as e:
            return self._json(409, {"why": str(e), "now": e.now, "start": e.lines.start + 1, "end": e.lines.end})
        except (Refused, PodiumError) as e:
            return self._json(409, {"why": str(e)})
        except (ValueError, TypeError, KeyError):
            return self._json(400, {"why": "this request is not understood"})
        self._json(200, answer)

    # ---- answers ------------------------------------------------------------------------------------------

    def _events(self) -> None:
        """The states, as they come; each page only when it looks different from what this browser has."""
        self._head(200, "text/event-stream", {"Cache-Control": "no-store", "Connection": "close"})
        self.close_connection = True
        known: set[str] = set()
        version, session = 0, self.server.session
        with suppress(OSError, ValueError):
            self.wfile.write(b"retry: 500\n\n")
            while not session.ended:
                state = session.wait(version, _BEAT)
                if state is None:
                    self.wfile.write(b": still here\n\n")
                    continue
                version = state.version
                self.wfile.write(b"data: " + event(state, known) + b"\n\n")
                known = {view.digest for view in state.views}

    def _send(self, code: int, body: bytes, kind: str, keep: str = "no-store") -> None:
        self._head(code, kind, {"Cache-Control": keep, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def _head(self, code: int, kind: str, more: dict[str, str]) -> None:
        self.send_response(code)
        fixed = {
            "Content-Type": kind, "Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
        }  # fmt: skip
        for name, value in {**fixed, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _say(self, code: int, text: str) -> None:
        self.close_connection = True
        self._send(code, text.encode(), "text/plain; charset=utf-8")

    def _json(self, code: int, answer: Any) -> None:
        self._send(code, json.dumps(answer).encode(), "application/json")

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are nobody's business."""


def event(state: State, known: set[str]) -> bytes:
    """A state as JSON, with the SVG of those pages that are not `known`."""
    made = {
        "version": state.version, "look": state.look, "title": state.title, "sections": state.sections,
        "minutes": state.minutes, "planned": state.planned, "told": state.told, "stale": state.stale,
        "saved": state.saved, "took": state.took, "digest": state.structure.digest,
        "places": state.structure.sections, "pages": [view.as_dict() for view in state.views],
        "svgs": {view.digest: view.svg for view in state.views if view.digest not in known},
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


def _lines(server: Server, asked: Any) -> Any:
    return server.desk.lines(str(asked["file"]), int(asked["line"]))


def _save(server: Server, asked: Any) -> Any:
    return server.desk.save(str(asked["file"]), int(asked["start"]), str(asked["old"]), str(asked["new"]))


def _edit(server: Server, asked: Any) -> Any:
    how: dict[str, Any] = {}
    if asked["operation"] == "move":
        how = {"target": int(asked["target"]), "after": bool(asked["after"])}
    elif asked["operation"] == "hide":
        how = {"hide": bool(asked["hide"])}
    server.desk.apply(str(asked["operation"]), str(asked["digest"]), int(asked["line"]), **how)
    return {}


def _undo(server: Server, asked: Any) -> Any:
    return {"what": server.desk.undo(bool(asked.get("again")))}


def _run(server: Server, asked: Any) -> Any:
    well, said = programs.run(server.session, str(asked["what"]))
    return {"well": well, "said": said}


def _open(server: Server, asked: Any) -> Any:
    path = server.desk.path(str(asked["file"]))
    return {"editor": programs.open_editor(path, int(asked["line"]))}


def drop(server: Server, place: Any, data: bytes) -> Any:
    """A picture that was dropped at a place of a page."""
    session, file, line = server.session, str(place["file"]), int(place["line"])
    text = session.texts.get(server.desk.path(file), "")
    name = drops.awaited(session.state.told, file or session.name, text, line)
    return {"file": drops.put(session.project, name, data).name}


ACTIONS: dict[str, Callable[[Server, Any], Any]] = {
    "lines": _lines, "save": _save, "edit": _edit, "undo": _undo, "run": _run, "open": _open,
}  # fmt: skip
