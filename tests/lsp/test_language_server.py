"""The language server as an editor has it: started as a program, spoken to by the protocol."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from podium.preview.session import Session

ROOT = Path(__file__).parent.parent.parent
LECTURE = """# yaml-language-server: $schema=x
title: A lecture
sides:
  soviet: {name: Soviet Union, colour: red}
  japan: {name: Japan, colour: blue}
sources:
  post: {title: A post}
slides:
  - points: The first 😀 claim
    id: first
    items: [One, Two]
    source: post
  - quote: It said so[^post]
    by: Somebody, see [the first](#first)
"""
WAIT = 30.0


class Editor:
    """A client that keeps what the server publishes."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client, self.folder, self.version = client, folder, 0
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

        @client.feature(lsp.WORKSPACE_CODE_LENS_REFRESH)
        def refresh(*_: Any) -> None:
            return None

        @client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def shown(*_: Any) -> None:
            return None

    def uri(self, name: str) -> str:
        return (self.folder / "slides_src" / name).as_uri()

    def open(self, name: str, text: str) -> None:
        item = lsp.TextDocumentItem(self.uri(name), "yaml", self.version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        """Replaces the whole text, unsaved."""
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    async def until(self, name: str, holds: Callable[[list[lsp.Diagnostic]], bool]) -> list[lsp.Diagnostic]:
        """The findings on a file, when they are as expected."""
        async with asyncio.timeout(WAIT):
            while self.uri(name) not in self.told or not holds(self.told[self.uri(name)]):
                self.news.clear()
                await self.news.wait()
        return self.told[self.uri(name)]

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        return {"text_document": lsp.TextDocumentIdentifier(self.uri(name)), "position": lsp.Position(line, character)}


@asynccontextmanager
async def editor(folder: Path) -> AsyncIterator[Editor]:
    (folder / "slides_src").mkdir(exist_ok=True)
    (folder / "images").mkdir(exist_ok=True)
    client = LanguageClient("test", "1")
    made = Editor(client, folder)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PODIUM_CACHE": str(folder / "cache"), "BROWSER": "true"}
    await client.start_io(sys.executable, "-m", "podium", "lsp", cwd=str(folder), env=env)
    refreshes = lsp.WorkspaceClientCapabilities(code_lens=lsp.CodeLensWorkspaceClientCapabilities(refresh_support=True))
    capabilities = lsp.ClientCapabilities(workspace=refreshes)
    await client.initialize_async(lsp.InitializeParams(capabilities, root_uri=folder.as_uri()))
    client.initialized(lsp.InitializedParams())
    try:
        yield made
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await asyncio.wait_for(client.stop(), WAIT)


def talk(folder: Path, what: Callable[[Editor], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with editor(folder) as ed:
            await what(ed)

    asyncio.run(whole())


def test_mistakes_are_told_as_one_types_and_go_when_they_are_mended(tmp_path: Path) -> None:
    async def what(ed: Editor) -> None:
        ed.open("a.yaml", LECTURE)
        assert not any(d.severity == lsp.DiagnosticSeverity.Error for d in await ed.until("a.yaml", lambda d: True))
        ed.type("a.yaml", LECTURE.replace("by: ", "bye: "))
        (found,) = await ed.until("a.yaml", lambda d: any(f.code == "unknown-key" for f in d))
        assert (found.range.start.line, found.range.start.character, found.range.end.character) == (13, 4, 7)
        assert "did you mean 'by'?" in found.message
        context = lsp.CodeActionContext([found])
        document = lsp.TextDocumentIdentifier(ed.uri("a.yaml"))
        actions = await ed.client.text_document_code_action_async(
            lsp.CodeActionParams(document, found.range, context)
        )
        (edit,) = actions[0].edit.changes[ed.uri("a.yaml")]
        assert (edit.new_text, edit.range.start.character, edit.range.end.character) == ("by", 4, 7)
        ed.type("a.yaml", LECTURE)
        await ed.until("a.yaml", lambda d: not any(f.code == "unknown-key" for f in d))

    talk(tmp_path, what)


def test_a_mistake_in_an_included_file_is_told_there(tmp_path: Path) -> None:
    async def what(ed: Editor) -> None:
        parts = tmp_path / "slides_src" / "parts"
        parts.mkdir()
        (parts / "more.yaml").write_text("- points: A\u2028B\n  itmes: [One]\n", "utf-8")
        ed.open("a.yaml", LECTURE + "  - include: parts/more.yaml\n")
        (found,) = await ed.until("parts/more.yaml", lambda d: bool(d))
        assert (found.range, found.code) == (lsp.Range(lsp.Position(1, 2), lsp.Position(1, 7)), "unknown-key")

    talk(tmp_path, what)


@pytest.mark.parametrize("part", ["- points: Included\n  itmes: [One]\n", "authr: A. Muller\n"])
def test_findings_on_a_file_are_those_of_all_that_include_it(tmp_path: Path, part: str) -> None:
    async def what(ed: Editor) -> None:
        (tmp_path / "slides_src" / "part.yaml").write_text(part, "utf-8")
        include = "  - include: part.yaml\n"
        text = LECTURE + include if part.startswith("-") else LECTURE.replace("sides:", "include: part.yaml\nsides:")
        ed.open("part.yaml", part)
        ed.open("a.yaml", text)
        ed.open("b.yaml", text)
        await ed.until("part.yaml", lambda d: [f.code for f in d] == ["unknown-key"])
        await ed.until("b.yaml", lambda d: True)
        ed.told.clear()
        ed.client.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(ed.uri("b.yaml")))
        )
        ed.type("a.yaml", text + "  - points: Another\n    itmes: [One]\n")
        await ed.until("a.yaml", lambda d: any(f.code == "unknown-key" for f in d))
        assert [f.code for f in ed.told[ed.uri("part.yaml")]] == ["unknown-key"]
        ed.type("part.yaml", part.replace("itmes", "items").replace("authr", "author"))
        await ed.until("part.yaml", lambda d: not d)

    talk(tmp_path, what)


def test_what_is_not_open_follows_its_file(tmp_path: Path) -> None:
    async def what(ed: Editor) -> None:
        path = tmp_path / "slides_src" / "a.yaml"
        path.write_text(LECTURE, "utf-8")
        shown = lsp.ExecuteCommandParams("podium.preview", [ed.uri("a.yaml")])
        assert str(await ed.client.workspace_execute_command_async(shown)).startswith("http://127.0.0.1")
        await ed.until("a.yaml", lambda d: True)
        path.write_text(LECTURE.replace("by: ", "bye: "), "utf-8")
        changes = [lsp.FileEvent(ed.uri("a.yaml"), lsp.FileChangeType.Changed)]
        ed.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes))
        await ed.until("a.yaml", lambda d: any(f.code == "unknown-key" for f in d))

    talk(tmp_path, what)


def test_completion_explanation_definition_names_symbols_and_minutes(tmp_path: Path) -> None:
    async def what(ed: Editor) -> None:
        (tmp_path / "images" / "zhukov.jpg").write_bytes(b"")
        text = LECTURE + "  - portrait: A man\n    file: \n    side: \n"
        ed.open("a.yaml", text)
        found = await ed.client.text_document_completion_async(lsp.CompletionParams(**ed.at("a.yaml", 15, 10)))
        assert [i.label for i in found.items] == ["zhukov.jpg"]
        found = await ed.client.text_document_completion_async(lsp.CompletionParams(**ed.at("a.yaml", 16, 10)))
        assert [i.label for i in found.items] == ["soviet", "japan"]
        hover = await ed.client.text_document_hover_async(lsp.HoverParams(**ed.at("a.yaml", 13, 5)))
        assert hover.contents.value == "**by**: who said it"
        place = await ed.client.text_document_definition_async(lsp.DefinitionParams(**ed.at("a.yaml", 13, 37)))
        assert place.range.start == lsp.Position(9, 8)
        renamed = await ed.client.text_document_rename_async(
            lsp.RenameParams(**ed.at("a.yaml", 9, 9), new_name="opening")
        )
        edits = renamed.changes[ed.uri("a.yaml")]
        assert sorted(e.range.start.line for e in edits) == [9, 13]
        symbols = await ed.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(ed.uri("a.yaml")))
        )
        assert [s.name for s in symbols] == ["The first 😀 claim", "It said so", "A man"]
        await ed.until("a.yaml", lambda d: True)
        lenses = await ed.client.text_document_code_lens_async(
            lsp.CodeLensParams(lsp.TextDocumentIdentifier(ed.uri("a.yaml")))
        )
        assert [(n.range.start.line, n.command.title.split(" · ")[0]) for n in lenses] == [
            (8, "slide 2"),
            (12, "slide 3"),
            (14, "slide 4"),
        ]

    talk(tmp_path, what)


BROKEN = {
    "a.yaml": """\
title: A
for: [class, evening]
include: parts/vars.yaml
sides: {include: parts/sides.yaml, mongolia: {name: Mongolia, colour: grene}}
slides:
  - points: See 😀 ${rivr}[^psot]
    items: ["😀 see [it](#tow)"]
    when: last spring
  - include: parts/slides.yaml
  - include: parts/nothing.yaml
  - use: other.yaml#tow
  - points: Men and guns
    for: evening
    itmes: [One]
  - chart: Losses
    type: bra
    data: {include: parts/data.yaml}
""",
    "b.yaml": """\
title: B
for: [class, evening]
sections:
  - title: One
    slides:
      - include: parts/evening.yaml
        for: evening
      - include: parts/circle.yaml
""",
    "c.yaml": "title: C\nslides:\n  - include: parts/syntax.yaml\n  - pionts: X\n    items: [a]\n",
    "other.yaml": "title: O\nslides:\n  - points: Taken\n    id: one\n",
    "parts/vars.yaml": "vars: {town: '${twon}'}\nsources: {post: {titel: A post}}\nauthr: X\n",
    "parts/sides.yaml": "japan: {nmae: Japan}\n",
    "parts/slides.yaml": "- points: A\u2028B\n  itmes: [One]\n- portrait: P\n  side: japn\n",
    "parts/data.yaml": "Japan: {Killed: many}\n",
    "parts/evening.yaml": "- timeline: Days\n  events:\n    - {date: 31 February 1931, title: A}\n",
    "parts/circle.yaml": "- include: circle.yaml\n",
    "parts/syntax.yaml": "- points: A: B\n  items: [One\n",
}


def test_check_preview_and_editor_find_the_same_at_the_same_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, podium: Callable[..., Result]
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    for name, text in BROKEN.items():
        path = tmp_path / "slides_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    outlines = [f"slides_src/{name}" for name in ("a.yaml", "b.yaml", "c.yaml")]
    expected = {outline: _said(json.loads(podium("check", "--json", outline).stdout)) for outline in outlines}
    assert [len(found) for found in expected.values()] == [15, 4, 3]
    session = Session(Path(outlines[0]))
    session.refresh()
    assert _said(session.state.told) == expected[outlines[0]]

    async def what(ed: Editor) -> None:
        for outline in outlines:
            ed.open(Path(outline).name, Path(outline).read_text("utf-8"))
        files = {file for found in expected.values() for file, *_ in found}
        async with asyncio.timeout(WAIT):
            while True:
                told = {
                    (str(file), row.line + 1, _column(file, row), str(d.code), d.message)
                    for file in map(Path, files)
                    for d in ed.told.get((tmp_path / file).as_uri(), [])
                    for row in [d.range.start]
                }
                if told == set().union(*expected.values()):
                    return
                ed.news.clear()
                await ed.news.wait()

    talk(tmp_path, what)


def _said(found: Iterable[dict[str, Any]]) -> set[tuple[str, int, int, str, str]]:
    return {
        (d["file"], d["line"], d["column"], d["code"], d["message"] + (f"; {d['hint']}" if d["hint"] else ""))
        for d in found
    }


def _column(file: Path, place: lsp.Position) -> int:
    """The column of a place, counted in letters from 1."""
    row = file.read_text("utf-8").split("\n")[place.line]
    return len(row.encode("utf-16-le")[: place.character * 2].decode("utf-16-le")) + 1


def test_positions_are_counted_as_the_editor_counts_them(tmp_path: Path) -> None:
    async def what(ed: Editor) -> None:
        text = LECTURE.replace("A lecture", "A lecture  # \u2028")
        text = text.replace("items: [One, Two]", 'items: ["😀😀 see [it](#fisrt)"]')
        ed.open("a.yaml", text)
        text = text.replace("fisrt", "first")
        ed.type("a.yaml", text)
        row = text.split("\n")[10]
        units = len(row[: row.index("first")].encode("utf-16-le")) // 2
        place = await ed.client.text_document_definition_async(lsp.DefinitionParams(**ed.at("a.yaml", 10, units + 1)))
        assert place.range.start == lsp.Position(9, 8)

    talk(tmp_path, what)


def test_the_shipped_lecture_has_no_errors_in_an_editor(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "slides_src", tmp_path / "slides_src")
    name = "night-sampler.yaml"

    async def what(ed: Editor) -> None:
        ed.open(name, (tmp_path / "slides_src" / name).read_text("utf-8"))
        said = await ed.until(name, lambda d: True)
        assert not any(d.severity == lsp.DiagnosticSeverity.Error for d in said)

    talk(tmp_path, what)


def test_without_pygls_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, podium: Callable[..., Result]
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    monkeypatch.delitem(sys.modules, "podium.lsp.server", raising=False)
    result = podium("lsp")
    assert result.exit_code == 3
    assert "pip install 'podium[lsp]'" in result.output
