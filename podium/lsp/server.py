"""The protocol: what an editor asks, answered by the other modules.

In: messages of an editor on standard input. Out: answers, and the findings on every outline that is open, laid out anew
as it is typed: the same as those of `check`, at the same places. A preview that is opened from the editor follows the
typing, too. Positions are the editor's (UTF-16 code units, from 0); the other modules count code points.
"""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from podium import PodiumError, files
from podium.assist.completion import Offer, offers_at
from podium.assist.fixes import fixes
from podium.assist.hover import explain
from podium.lsp import navigation
from podium.lsp.symbols import Symbol, symbols_of
from podium.outline.project import Project
from podium.outline.spans import lines_of
from podium.preview.session import Session, State
from podium.preview.told import lines_in
from podium.scene.speech import clock

PREVIEW = "podium.preview"
"""The command that opens a preview of an outline, given its URI."""
_KINDS = {
    "kind": lsp.CompletionItemKind.Class,
    "key": lsp.CompletionItemKind.Property,
    "word": lsp.CompletionItemKind.EnumMember,
    "name": lsp.CompletionItemKind.Reference,
    "file": lsp.CompletionItemKind.File,
}
_TRIGGERS = [" ", ":", "{", "[", ",", "#", "^"]
_WAIT = 1.0  # seconds between looks at whether a session has ended


class Open:
    """An outline that is open: its session, which lays it out in a thread of its own, and what was said about it."""

    def __init__(self, path: Path, tell: Any) -> None:
        self.path = path
        self.session = Session(path)
        self.told: dict[str, list[lsp.Diagnostic]] = {}  # by the URIs of its files
        self.address = ""
        self._server: Any = None
        threading.Thread(target=self.session.run, daemon=True).start()
        threading.Thread(target=self._follow, args=(tell,), daemon=True).start()
        self.session.touch()

    def preview(self) -> str:
        """Opens its preview in the browser, started when it is asked for the first time. Returns the address."""
        if not self.address:
            from podium.preview.server import Server

            self._server = Server(self.session)
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            self.address = self._server.address
        self._server.open()
        return self.address

    def close(self) -> None:
        """Ends the session and its preview."""
        self.session.end()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _follow(self, tell: Any) -> None:
        version = 0
        while not self.session.ended:
            state = self.session.wait(version, _WAIT)
            if state is not None:
                version = state.version
                tell(self, state)


class Server(LanguageServer):
    """Answers one editor."""

    def __init__(self) -> None:
        from podium import __version__

        super().__init__("podium", __version__)
        self.open: dict[str, Open] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    # ---- findings -----------------------------------------------------------------------------------------

    def opened(self, uri: str) -> None:
        """A file is open in the editor, or what is typed there has changed."""
        path = _path(uri)
        if path is None:
            return
        self._loop = asyncio.get_running_loop()
        if document := self.workspace.text_documents.get(uri):  # it takes the place of the file
            files.hold(path, document.source.encode("utf-8", "surrogatepass"))
        if uri not in self.open and self._is_outline(path):
            self.open[uri] = Open(path, self._laid_out)
        self._close_parts()
        self.touch()

    def closed(self, uri: str) -> None:
        """The file counts again."""
        path = _path(uri)
        if path is not None:
            files.hold(path, None)
        self._close(uri)
        self.touch()

    def touch(self) -> None:
        """One of the files may have changed."""
        for one in self.open.values():
            one.session.touch()

    def _close(self, uri: str) -> None:
        if found := self.open.pop(uri, None):
            found.close()
            for told in found.told:
                self._publish(told)

    def _close_parts(self) -> None:
        """Ends the sessions of what has turned out to be no outline of its own, unless somebody looks at it."""
        for uri in [uri for uri, one in self.open.items() if not (one.address or self._is_outline(one.path))]:
            self._close(uri)

    def _is_outline(self, path: Path) -> bool:
        """Whether a file is an outline, and not a recipe of territories or a part of another outline that is open."""
        if path.suffix.lower() not in (".yaml", ".yml") or "territories" in path.parts:
            return False
        rows = lines_in(path)
        if any(row.startswith(("slides:", "sections:")) for row in rows):
            return True
        first = next((row for row in rows if row.strip() and not row.lstrip().startswith(("#", "%", "---"))), "")
        others = {file.resolve() for one in self.open.values() if one.path != path for file in one.session.files}
        is_part = first.lstrip().startswith(("-", "[")) or path.resolve() in others
        return "slides_src" in path.parts and not is_part

    def _laid_out(self, one: Open, state: State) -> None:
        """Called in the thread of an outline; only the loop's own thread writes to the editor."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, one, state)

    def _tell(self, one: Open, state: State) -> None:
        if one.session.ended:
            return
        before, one.told = one.told, {_uri(one.path): []}
        rows: dict[Path, list[str]] = {}
        for found in state.told:
            file = _found_file(str(found["file"]), one.path)
            if file not in rows:
                rows[file] = lines_in(file)
            one.told.setdefault(_uri(file), []).append(_diagnostic(rows[file], found))
        for uri in before | one.told:
            self._publish(uri)
        self._close_parts()
        if self.client_capabilities.workspace and self.client_capabilities.workspace.code_lens:
            self.workspace_code_lens_refresh(None)

    def _publish(self, uri: str) -> None:
        """All findings on a file: several outlines may include it."""
        told = [found for one in self.open.values() for found in one.told.get(uri, ())]
        findings = [found for n, found in enumerate(told) if found not in told[:n]]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self._known(uri), findings))

    def _known(self, uri: str) -> str:
        """The URI as the editor writes it: it may encode more letters."""
        path = _path(uri)
        return next((known for known in self.workspace.text_documents if _path(known) == path), uri)

    # ---- places -------------------------------------------------------------------------------------------

    def place(self, uri: str, position: lsp.Position) -> tuple[str, int, int, Project]:
        """The text of an outline, a place in it in code points, and its project."""
        document = self.workspace.get_text_document(uri)
        rows = lines_of(document.source)
        row = rows[position.line] if position.line < len(rows) else ""
        units = row.encode("utf-16-le", "surrogatepass")[: position.character * 2]
        path = _path(uri) or Path("outline.yaml")
        return document.source, position.line, len(units.decode("utf-16-le", "ignore")), Project.of(path)

    def occurrences(self, uri: str, position: lsp.Position) -> navigation.Occurrences | None:
        """The name at a place of a file, with all its uses."""
        path = _path(uri)
        _, line, column, project = self.place(uri, position)
        return navigation.occurrences(path, line, column, project) if path else None

    def location(self, file: Path, line: int, column: int, length: int) -> lsp.Location:
        """A stretch of a line of a file, as the editor names and counts it."""
        open_as = (uri for uri in self.workspace.text_documents if (path := _path(uri)) and path.resolve() == file)
        uri = next(open_as, _uri(file))
        return lsp.Location(uri, self.range(uri, line, column, length))

    def range(self, uri: str, line: int, column: int, length: int) -> lsp.Range:
        """A stretch of a line as the editor counts it."""
        rows = lines_of(self.workspace.get_text_document(uri).source)
        row = rows[line] if line < len(rows) else ""
        ends = (len(row[:n].encode("utf-16-le", "surrogatepass")) // 2 for n in (column, column + length))
        start, end = (lsp.Position(line, n) for n in ends)
        return lsp.Range(start, end)


def _path(uri: str) -> Path | None:
    """The file of a URI; None for what is no file."""
    parts = urlparse(uri)
    if parts.scheme != "file":
        return None
    name = uris.to_fs_path(uri)
    return Path(unquote(parts.path) if name is None else name)


def _uri(file: Path) -> str:
    return uris.from_fs_path(str(file)) or ""


def _found_file(name: str, outline: Path) -> Path:
    """The file of a finding by its name in messages."""
    path = Path(name)
    if path.is_absolute():
        return path
    beside = outline.parent / path
    return beside if beside.exists() else Path.cwd() / path


_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}


def _diagnostic(rows: list[str], found: dict[str, Any]) -> lsp.Diagnostic:
    """A finding on a file with these lines, as the editor counts them."""
    line, column = max(0, found["line"] - 1), max(0, found["column"] - 1)
    row = rows[line].rstrip("\r\n") if line < len(rows) else ""
    end = _end(row, column) if found["column"] else len(row)
    start, stop = (len(row[:n].encode("utf-16-le", "surrogatepass")) // 2 for n in (column, end))
    hint = f"; {found['hint']}" if found["hint"] else ""
    return lsp.Diagnostic(
        range=lsp.Range(lsp.Position(line, start), lsp.Position(line, max(stop, start + 1))),
        message=f"{found['message']}{hint}",
        severity=_SEVERITIES[found["severity"]],
        code=found["code"],
        source="podium",
        data={"hint": found["hint"], "column": column},
    )


def _end(row: str, column: int) -> int:
    """The end of the word, or of the text in quotes, that begins at a column."""
    if row[column : column + 1] in ("'", '"'):
        close = row.find(row[column], column + 1)
        return close + 1 if close > 0 else len(row)
    end = column
    while end < len(row) and row[end] not in ":,]}#" and not (row[end] == " " and end == column):
        end += 1
    return len(row[:end].rstrip()) or end


# ---- what an editor asks -----------------------------------------------------------------------------------


def make() -> Server:
    """A server with all that it can answer."""
    server = Server()
    feature = server.feature

    @feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, asked: lsp.DidOpenTextDocumentParams) -> None:
        ls.opened(asked.text_document.uri)

    @feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, asked: lsp.DidChangeTextDocumentParams) -> None:
        ls.opened(asked.text_document.uri)

    @feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, asked: lsp.DidSaveTextDocumentParams) -> None:
        ls.opened(asked.text_document.uri)

    @feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, asked: lsp.DidCloseTextDocumentParams) -> None:
        ls.closed(asked.text_document.uri)

    @feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def elsewhere(ls: Server, asked: lsp.DidChangeWatchedFilesParams) -> None:
        ls.touch()

    @feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=_TRIGGERS))
    def complete(ls: Server, asked: lsp.CompletionParams) -> lsp.CompletionList:
        uri = asked.text_document.uri
        text, line, column, project = ls.place(uri, asked.position)
        offers = offers_at(text, line, column, project, _path(uri))
        items = [_item(ls, uri, offer, line, column, n) for n, offer in enumerate(offers)]
        return lsp.CompletionList(is_incomplete=any(o.kind == "name" for o in offers), items=items)

    @feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, asked: lsp.HoverParams) -> lsp.Hover | None:
        uri = asked.text_document.uri
        said = explain(*ls.place(uri, asked.position), _path(uri))
        if said is None:
            return None
        about = ls.range(uri, said.line, said.column, said.length)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said.text), about)

    @feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(ls: Server, asked: lsp.DefinitionParams) -> lsp.Location | None:
        uri = asked.text_document.uri
        _, line, column, project = ls.place(uri, asked.position)
        path = _path(uri)
        target = navigation.definition(path, line, column, project) if path else None
        return ls.location(target.file, target.line, target.column, 0) if target else None

    @feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def refer(ls: Server, asked: lsp.ReferenceParams) -> list[lsp.Location]:
        found = ls.occurrences(asked.text_document.uri, asked.position)
        return [ls.location(file, *use) for file, uses in found.uses.items() for use in uses] if found else []

    @feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(ls: Server, asked: lsp.PrepareRenameParams) -> lsp.Range | None:
        found = ls.occurrences(asked.text_document.uri, asked.position)
        return ls.range(asked.text_document.uri, *found.named.use) if found else None

    @feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(ls: Server, asked: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        found = ls.occurrences(asked.text_document.uri, asked.position)
        if found is None:
            return None
        if why := navigation.why_not(found, asked.new_name):
            ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, why))
            return None
        changes: dict[str, list[lsp.TextEdit]] = {}
        for file, uses in found.uses.items():
            for place in (ls.location(file, *use) for use in uses):
                changes.setdefault(place.uri, []).append(lsp.TextEdit(place.range, asked.new_name))
        return lsp.WorkspaceEdit(changes=changes)

    @feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: Server, asked: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        minutes = dict(_lens_texts(ls, asked.text_document.uri))
        text = ls.workspace.get_text_document(asked.text_document.uri).source
        return [_symbol(s, minutes) for s in symbols_of(text)]

    @feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(ls: Server, asked: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        return [
            lsp.CodeLens(lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0)), lsp.Command(said, ""))
            for line, said in _lens_texts(ls, asked.text_document.uri)
        ]

    @feature(lsp.TEXT_DOCUMENT_CODE_ACTION)
    def fix(ls: Server, asked: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = asked.text_document.uri
        text = ls.workspace.get_text_document(uri).source
        return [action for found in asked.context.diagnostics for action in _actions(ls, uri, text, found)]

    @server.command(PREVIEW)
    def preview(ls: Server, uri: str) -> str:
        ls.opened(uri)
        if uri not in ls.open:
            raise PodiumError("this is no outline")
        return ls.open[uri].preview()

    return server


def _item(ls: Server, uri: str, offer: Offer, line: int, column: int, number: int) -> lsp.CompletionItem:
    edit = lsp.TextEdit(ls.range(uri, line, offer.start, column - offer.start), offer.insert)
    snippet = lsp.InsertTextFormat.Snippet if offer.snippet else lsp.InsertTextFormat.PlainText
    return lsp.CompletionItem(
        label=offer.label, kind=_KINDS[offer.kind], detail=offer.about or None, sort_text=f"{number:04}",
        filter_text=offer.label, text_edit=edit, insert_text_format=snippet,
        insert_text_mode=lsp.InsertTextMode.AdjustIndentation,
    )  # fmt: skip


def _symbol(symbol: Symbol, minutes: dict[int, str]) -> lsp.DocumentSymbol:
    whole = lsp.Range(lsp.Position(symbol.start, 0), lsp.Position(max(symbol.start, symbol.end - 1), 10_000))
    first = lsp.Range(lsp.Position(symbol.start, 0), lsp.Position(symbol.start, 10_000))
    said = next((minutes[n] for n in range(symbol.start, symbol.end) if n in minutes), "") if symbol.detail else ""
    is_section = symbol.detail == "section"
    return lsp.DocumentSymbol(
        name=symbol.name, kind=lsp.SymbolKind.Module if is_section else lsp.SymbolKind.Class, range=whole,
        selection_range=first, detail=" · ".join(filter(None, [symbol.detail, "" if is_section else said])),
        children=[_symbol(s, minutes) for s in symbol.below] or None,
    )  # fmt: skip


def _lens_texts(ls: Server, uri: str) -> list[tuple[int, str]]:
    """For each slide the line on which it begins, its number and its minutes: "slide 12 · 1:40"."""
    path = _path(uri)
    found: dict[int, tuple[int, float]] = {}
    for one in ls.open.values():
        for number, view in enumerate(one.session.state.views, 1):
            if view.at is None or view.generated:
                continue
            file = _found_file(view.at[2], one.path) if len(view.at) > 2 else one.path
            if file == path:
                first, seconds = found.get(view.at[0] - 1, (number, 0.0))
                found[view.at[0] - 1] = (first, seconds + view.seconds)
    return [(line, f"slide {number} · {clock(seconds)}") for line, (number, seconds) in sorted(found.items())]


def _actions(ls: Server, uri: str, text: str, found: lsp.Diagnostic) -> list[lsp.CodeAction]:
    data = found.data if isinstance(found.data, dict) else {}
    line, warning = found.range.start.line, found.severity == lsp.DiagnosticSeverity.Warning
    made = fixes(text, line, int(data.get("column", 0)), str(found.code or ""), str(data.get("hint", "")), warning)
    return [
        lsp.CodeAction(
            title=fix.title, kind=lsp.CodeActionKind.QuickFix, diagnostics=[found], is_preferred=fix.is_best,
            edit=lsp.WorkspaceEdit(
                changes={uri: [lsp.TextEdit(ls.range(uri, fix.line, fix.column, fix.length), fix.text)]}
            ),
        )
        for fix in made
    ]  # fmt: skip
