"""What is wrong with an outline is said once and the same by all who say it: `check`, `build`, the preview, editors.

Each outline of the table has several mistakes of different sorts; a ¤ stands where each has to be told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result
from lsprotocol import types as lsp

from podium.diagnostics import Diagnostic, Span
from podium.lsp.server import Server
from podium.preview.session import Session

ONLY_CHECK = {"empty", "label-headline", "two-spellings", "uncited-source", "no-alt", "no-credit", "no-font"}
TALK = "slides_src/talk.yaml"
HEAD = "title: T\nslides:\n"

BROKEN: dict[str, dict[str, str]] = {
    "a colon, a tab and a key": {
        TALK: HEAD + "  - points: Japan lost¤: the war\n    items: [A]\n"
        "¤\t- points: Two lost\n    items: [A]\n    ¤itmes: [B]\n"
    },
    "keys that are there twice": {
        TALK: "title: T\n¤title: U\nslides:\n  - points: Japan lost\n    items: [A]\n    ¤items: [B]\n    ¤notez: x\n"
    },
    "an alias, a tag, a date": {
        TALK: HEAD + "  - points: Japan lost\n    items: ¤*nowhere\n    when: ¤1939-13-01\n"
        "  - points: Japan won\n    items: ¤!!set [A]\n"
    },
    "values of the head": {
        TALK: "title: T\nminutes: ¤fifty\nsize: ¤16x9\ntheme: ¤nacht\nlang: ¤klingonisch!\nagenda: false\n"
        "slides:\n  - points: Japan lost\n    items: [A]\n"
    },
    "kinds in other languages": {
        TALK: HEAD + "  - ¤punkte: Japan verlor\n    items: [A]\n  - ¤xyz: What\n"
        "  - points: Y lost\n    ¤elemente: [A]\n"
    },
    "shapes": {
        TALK: HEAD + "  - timeline: Four lost\n    events: ¤soon\n"
        "  - points: Three lost\n    items: [x]\n    notes: ¤[a]\n"
        "  - table: Two lost\n    rows: ¤true\n"
    },
    "a focus and a quiz": {
        TALK: HEAD + "  - image: We see a tank\n    file: ¤a.png\n    alt: A\n    credit: C\n    focus: [¤2, ¤middle]\n"
        "  - quiz: Who won?\n    answers: ¤[A]\n    answer: ¤Z\n"
    },
    "sides and sources": {
        TALK: "title: T\nsides:\n  a: {name: A, colour: ¤pink}\n  b: {name: B, ¤color: red}\nsources:\n"
        "  s: {title: S, ¤autor: X}\nslides:\n  - points: Japan lost\n    items: [A]\n    source: ¤z\n"
        "  - portrait: He was brave\n    name: N\n    file: ¤n.jpg\n    alt: N\n    credit: C\n    side: ¤c\n"
    },
    "variables": {
        TALK: 'title: T\nvars: {a: "x ¤${b}", ¤1: z}\nslides:\n'
        '  - points: ¤${c} lost\n    items: ["${a}", "and ¤${d"]\n'
    },
    "defaults and variants": {
        TALK: "title: T\nfor: {long: {¤subtitel: y}, short: {}}\ndefaults:\n  ¤pionts: {reveal: true}\n"
        "  points: {¤reveel: true}\nslides:\n  - points: A lost\n    for: ¤shrt\n    items: [A]\n"
    },
    "includes that are not there": {
        TALK: HEAD + "  - include: ¤parts/gone.yaml\n  - use: ¤ok.yaml#nope\n  - include: ¤/etc/passwd\n"
        "  - points: A lost\n    ¤itmes: [A]\n",
        "slides_src/ok.yaml": "- points: A lost\n  id: a\n  items: [A]\n",
    },
    "an included file": {
        TALK: HEAD + "  - include: parts/bad.yaml\n  - points: A lost\n    ¤itmes: [A]\n",
        "slides_src/parts/bad.yaml": "- points: Sub lost\n  ¤itmes: [A]\n  minutes: ¤zz\n"
        "- table: Sub won\n  file: ¤none.csv\n",
    },
    "an included file that is no YAML": {
        TALK: HEAD + "  - include: parts/bad.yaml\n  - points: A lost\n    ¤itmes: [A]\n",
        "slides_src/parts/bad.yaml": "- points: Sub lost\n  ¤itmes: [A]\n- points: Sub¤: won: x\n",
    },
    "files of numbers": {
        TALK: HEAD + "  - chart: It rose in a year\n    file: ¤n.csv\n    only: [x, ¤z]\n"
        "  - chart: It fell in a year\n    file: ¤m.csv\n  - table: It stayed\n    file: ¤e.csv\n",
        "slides_src/n.csv": "name,x\nA,1\nB,2,3\n",
        "slides_src/m.csv": "name,x\nA,1 km\nB,2 t\n",
        "slides_src/e.csv": "",
    },
    "charts": {
        TALK: HEAD + "  - chart: It rose in a year\n    type: ¤torte\n    data: {Japan: 1,¤000, Soviet: ¤lots}\n"
        "  - chart: It fell in a year\n    data: {Japan: 1 km, Soviet: ¤5 t}\n    highlight: ¤Japn\n"
    },
    "footnotes and links": {
        TALK: HEAD + "  - points: ¤A lost[^gone, p. 1]\n    items: [¤\"x [j](#nope)\", ¤'B[^']\n"
    },
    "sections": {
        TALK: "title: T\nsections:\n  - ¤titel: X\n    slides: []\n"
        "  - title: Y\n    span: ¤1939/1905\n    slides: ¤hello\n"
        "  - ¤justtext\n"
    },
    "a recipe": {
        TALK: HEAD + "  - map: Mine was held\n    territories: mine\n    year: 1939\n    ¤reliefs: true\n",
        "slides_src/territories/mine.yaml": "¤names: Mine\n"
        "territories:\n  x: {name: X, from: ¤1939-02-30, build: [JPN/*]}\n",
    },
    "letters of two units": {
        TALK: HEAD + "  - points: 🎉🎉 lost\n    items: [A]\n    ¤🎉: x\n  - points: Größe ähnlich ist 🎉 groß\n"
        "    items: [🎉, {🎉: ¤{a: {b: c}}}]\n"
    },
    "a mark of the byte order and line ends of Windows": {
        TALK: ("\ufeff" + HEAD + "  - points: A lost\n    ¤itmes: [A]\n  - timeline: B lost\n    events:\n"
               "      - {date: ¤1939-02-30, title: A}\n").replace("\n", "\r\n")
    },
}  # fmt: skip


def _written(files: dict[str, str]) -> set[tuple[str, int, int]]:
    """Writes the files without their marks. Returns file, line and column of each mark."""
    marks = set()
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.replace("¤", "").encode())
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
            pieces = line.split("¤")
            marks |= {(name, number, sum(map(len, pieces[:n])) + 1) for n in range(1, len(pieces))}
    return marks


def _line(found: dict[str, Any]) -> str:
    """A finding as plain data, in the words of the command line."""
    span = Span(str(found["file"]), found["line"], found["column"])
    return str(Diagnostic(found["severity"], found["message"], span, found["code"], found["hint"]))


def _in_editor(session: Session) -> Iterator[str]:
    """The findings of a session as an editor gets them, in the same words."""

    class Told(Server):
        client_capabilities = lsp.ClientCapabilities()  # type: ignore[assignment]

        def _publish(self, uri: str) -> None:
            return None

        def _close_parts(self) -> None:
            return None

    one: Any = SimpleNamespace(session=session, path=session.path, told={})
    Told()._tell(one, session.state)
    words = {1: "error", 2: "warning", 3: "note"}
    for uri, findings in one.told.items():
        file = uri.removeprefix(Path.cwd().as_uri() + "/")
        for d in findings:
            line = d.range.start.line + 1
            yield f"{file}:{line}:{d.data['column'] + 1}: {words[d.severity.value]}: {d.message}"


@contextmanager
def _session(path: Path) -> Iterator[Session]:
    """A session after its first pass, in which it draws maps itself."""
    session = Session(path)
    session._later.draws = True
    try:
        session.refresh()
        yield session
    finally:
        session.end()


@pytest.mark.parametrize("name", BROKEN)
def test_all_who_tell_findings_tell_the_same(
    podium: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(project / "cache"))
    marks = _written(BROKEN[name])
    found = json.loads(podium("check", "--json", TALK).stdout)
    lines = sorted(map(_line, found))
    places = {(f["file"], f["line"], f["column"]) for f in found if f["code"] not in ONLY_CHECK}
    assert places == marks, "\n".join(lines)

    of_build = sorted(line for line in podium("build", TALK).stderr.splitlines() if re.match(r"\S+:\d+:\d+: ", line))
    assert of_build == sorted(_line(f) for f in found if f["code"] not in ONLY_CHECK)

    with _session(Path(TALK)) as session:
        assert sorted(map(_line, session.state.told)) == lines
    with _session(Path(TALK).resolve()) as session:  # editors know no current folder
        assert sorted(_in_editor(session)) == lines
