"""The minutes of a rehearsal: measured in the presenter's window, and written into the files of the outline."""

from __future__ import annotations

import inspect
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from podium.backends.svg.html import deck_html
from podium.editing import edits, journal
from podium.pipeline import scene_of
from podium.presenting import rehearsal
from podium.presenting.rehearsal import Rehearsal
from podium.presenting.server import Server

TALK = """\
title: A talk   # of ours
minutes: 10
credits: false
for: [long, short]
sections:
  - title: Before
    slides:
      # The first of all.
      - points: First claims
        id: first     # its name
        when: 1917
        # What stands on it:
        items: [One, Two]

      - {points: Between braces, id: braces, items: [A, B]}
      - include: parts.yaml
  - title: After
    slides:
      - use: other.yaml#truce
        # last year's, with other notes

      - points: By variant
        id: variant
        for: {short: {minutes: 1}}
        items: [A, B]
      - points: Last claims
        id: last
        minutes: 1:30  # measured in spring
        items: [A, B]
"""
PARTS = """\
# For all lectures.
- points: In a part
  id: part
  minutes: "3"
  items: [A, B]
"""
OTHER = "title: Other\nslides:\n  - points: The truce\n    id: truce\n    items: [A, B]\n"
AFTER = (
    TALK.replace("        when: 1917\n", "        when: 1917\n        minutes: 2.5\n")
    .replace("id: braces, items: [A, B]}", "id: braces, items: [A, B], minutes: 0.25}")
    .replace("#truce\n", "#truce\n        minutes: 4\n")
    .replace("minutes: 1:30  #", "minutes: 0.75  #")
)


def project_in(folder: Path) -> Path:
    for name, text in (("talk", TALK), ("parts", PARTS), ("other", OTHER)):
        (folder / f"{name}.yaml").write_bytes(text.replace("\n", "\r\n" if name == "parts" else "\n").encode())
    return folder / "talk.yaml"


def texts(folder: Path) -> list[str]:
    return [(folder / f"{name}.yaml").read_bytes().decode() for name in ("talk", "parts", "other")]


@contextmanager
def presenting(path: Path, with_page: bool = False) -> Iterator[Server]:
    began = time.time()
    report, scene = scene_of(path)
    assert scene is not None, list(report)
    server = Server(path, Rehearsal(path, report.files, scene, began))
    server.page = deck_html(scene, notes=True, server=server.told()).encode() if with_page else b""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    with presenting(project_in(tmp_path)) as made:
        yield made


def post(server: Server, action: str, body: Any = None, token: str = "", **headers: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    sent = {"X-Podium-Token": token or server.token, **headers}
    connection.request("POST", f"/{server.key}/{action}", json.dumps(body).encode(), sent)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, json.loads(data) or {} if data.startswith((b"{", b"null")) else {}


MEASURED = {"first": 2.5, "braces": 0.25, "part": 3.5, "truce": 4.0, "variant": 2.0, "last": 0.75}


def test_each_slide_gets_its_minutes_where_it_stands_and_nothing_else_changes(server: Server, tmp_path: Path) -> None:
    before = texts(tmp_path)
    status, answer = post(server, "minutes", {"minutes": MEASURED})
    assert status == 200
    assert answer["said"] == [
        ["Written into {} (slides: {}).", "talk.yaml", 4],
        ["Written into {} (slides: {}).", "parts.yaml", 1],
        ["Left as it is: {}: {}.", "variant", ["its minutes differ by variant, below 'for'"]],
    ]
    assert texts(tmp_path) == [AFTER, before[1].replace('"3"', '"3.5"'), OTHER]
    report, scene = scene_of(tmp_path / "talk.yaml")
    assert not report.failed
    assert scene is not None
    found = {page.slide: page.planned / 60 for page in scene.pages if page.planned}
    assert found == {id: minutes for id, minutes in MEASURED.items() if id != "variant"}
    assert post(server, "minutes", {"minutes": {"first": 2.5}})[1]["changed"] is False
    assert post(server, "minutes", {"minutes": {"last": 2}})[0] == 200  # lines have moved since the layout
    assert "minutes: 2  # measured in spring" in texts(tmp_path)[0]
    assert post(server, "undo")[0] == 200  # of both
    assert texts(tmp_path) == before
    assert post(server, "undo") == (409, {"why": "there is nothing to undo", "reason": ["there is nothing to undo"]})


def test_whatever_is_said_is_there_for_other_languages() -> None:
    """A text that an edit of minutes can be refused with is in the list that every language translates."""
    for module, others in ((journal, {"there is nothing to do again"}), (rehearsal, set[str]())):
        found = set(re.findall(r'"((?:{}|there is) [^"]+)"', inspect.getsource(module)))
        assert found - others <= set(rehearsal.SENTENCES)
    timing = "".join(map(inspect.getsource, (edits.timed, edits.read_tree, edits.checked)))
    assert {*re.findall(r'Refused\("([^"]+)"', timing)} - set(rehearsal.SENTENCES) == {
        "this cannot be done without changing a comment; open the lines and edit them"  # of moving slides only
    }


def test_what_others_changed_is_no_place_for_minutes_after_an_undo_either(server: Server, tmp_path: Path) -> None:
    assert post(server, "minutes", {"minutes": {"first": 2}})[0] == 200
    parts = tmp_path / "parts.yaml"
    parts.write_bytes(b"\xff" + parts.read_bytes())
    assert post(server, "undo")[0] == 200
    assert (tmp_path / "talk.yaml").read_text("utf-8") == TALK
    parts.write_bytes(parts.read_bytes()[1:] + b"# theirs\r\n")
    assert "was changed since" in post(server, "minutes", {"minutes": {"part": 5}})[1]["why"]


def test_an_undo_of_two_edits_is_both_or_none(server: Server, tmp_path: Path) -> None:
    for minutes in ({"first": 2}, {"part": 5}):
        assert post(server, "minutes", {"minutes": minutes})[0] == 200
    talk = tmp_path / "talk.yaml"
    talk.write_text(talk.read_text("utf-8") + "# theirs\n", "utf-8")
    before = texts(tmp_path)
    assert "was changed since, in another program" in post(server, "undo")[1]["why"]
    assert texts(tmp_path) == before


def test_an_empty_value_is_filled_and_what_is_too_long_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.yaml"
    text = "title: T\nslides:\n  - points: One\n    id: one\n    minutes:  # to be measured\n    items: [A]\n"
    path.write_text(text + "  - points: Two\n    id: two\n    items: [A]\n", "utf-8")
    with presenting(path) as made:
        answer = post(made, "minutes", {"minutes": {"one": 2.5, "two": 700}})[1]
        assert answer["said"] == [
            ["Written into {} (slides: {}).", "a.yaml", 1],
            ["Left as it is: {}: {}.", "two", ["it was shown for more than {} minutes", 600]],
        ]
        assert "    minutes: 2.5  # to be measured\n" in path.read_text("utf-8")
        answer = post(made, "minutes", {"minutes": {"one": 2.5, "two": 3}})[1]
        assert answer["said"] == [["Written into {} (slides: {}).", "a.yaml", 1]]


def test_minutes_that_the_outline_has_in_other_words_stay(server: Server, tmp_path: Path) -> None:
    answer = post(server, "minutes", {"minutes": {"last": 1.5}})[1]
    assert answer["said"] == [["The outline has these minutes already."]]
    assert texts(tmp_path)[0] == TALK


def test_a_file_that_was_changed_is_left_alone_and_then_all_are(server: Server, tmp_path: Path) -> None:
    (tmp_path / "parts.yaml").write_text(PARTS + "# by another program\n")
    before = texts(tmp_path)
    status, answer = post(server, "minutes", {"minutes": MEASURED})
    assert (status, answer["why"]) == (409, "parts.yaml was changed since it was laid out; start 'present' again")
    assert texts(tmp_path) == before
    assert post(server, "minutes", {"minutes": {"first": 1}})[0] == 200
    (tmp_path / "talk.yaml").write_text(TALK)
    assert "was changed since, in another program" in post(server, "undo")[1]["why"]
    assert texts(tmp_path)[0] == TALK


def test_a_file_that_was_saved_while_it_was_laid_out_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    path = project_in(tmp_path)
    os.utime(path, (time.time() + 5, time.time() + 5))
    with presenting(path) as server:
        assert "was changed" in post(server, "minutes", {"minutes": {"last": 2}})[1]["why"]


def test_what_does_not_come_from_the_page_or_makes_no_sense_writes_nothing(server: Server, tmp_path: Path) -> None:
    before = texts(tmp_path)
    body = {"minutes": MEASURED}
    assert post(server, "minutes", body, token="x" * 24)[0] == 403
    assert post(server, "minutes", body, Host="evil.example")[0] == 403
    assert post(server, "minutes", body, Origin="http://evil.example")[0] == 403
    assert post(server, "anything", body)[0] == 404
    never = [{"first": value} for value in (0, float("inf"), float("nan"), "x")]
    for wrong in (*never, {"cover": 1}, [1], None):
        assert post(server, "minutes", {"minutes": wrong})[0] == 400
    for raw, length, status in ((b"[" * 1990, "1990", 400), (b"{}", "\xb2", 413)):
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        connection.request(
            "POST", f"/{server.key}/minutes", raw, {"X-Podium-Token": server.token, "Content-Length": length}
        )
        assert connection.getresponse().status == status
        connection.close()
    assert texts(tmp_path) == before


@pytest.mark.browser
def test_a_rehearsal_is_measured_written_and_taken_back_in_the_presenters_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Any
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    with presenting(project_in(tmp_path), with_page=True) as server:
        rehearse(server, tmp_path, chromium)


def rehearse(server: Server, tmp_path: Path, chromium: Any) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.clock.install()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((server.address, "data:")) else wrong.append(r.url))
    page.goto(server.address + "#presenter")

    def stay(keys: str, seconds: int) -> None:
        for key in keys.split():
            page.keyboard.press(key)
        context.clock.fast_forward(seconds * 1000)

    stay("PageDown", 20)  # the agenda
    stay("PageDown", 10)
    stay("PageDown", 60)  # the first slide
    stay("t", 300)  # a pause
    stay("t PageDown", 2)  # between braces: passed over
    stay("PageUp", 88)  # and back
    stay("End", 100)
    page.get_by_role("button", name="How long each slide took").click()
    rows = [row.inner_text().split("\t") for row in page.locator("#_times tbody tr").all()]
    by_title = {row[1]: row for row in rows}
    assert by_title["First claims"][2].startswith("2:2") or by_title["First claims"][2].startswith("2:3")
    assert by_title["First claims"][5] == "2.5"
    assert by_title["Last claims"][5] == "1.75"
    assert by_title["Between braces"][5] == "–"
    assert [row[1] for row in rows if row[0] == ""] == ["Before", "After"]
    page.get_by_role("button", name="Write into the outline").click()
    page.get_by_role("button", name="Undo").wait_for()
    assert "Written into talk.yaml (slides: 2)." in page.locator("#_times .said").inner_text()
    assert texts(tmp_path)[0] == TALK.replace("1917\n", "1917\n        minutes: 2.5\n").replace("1:30", "1.75")
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("r")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The outline is as it was.").wait_for()
    assert texts(tmp_path)[0] == TALK
    page.get_by_role("button", name="Copy as text").click()
    assert page.locator("#_times textarea").input_value() == "first: 2.5\nlast: 1.75\n"
    context.close()
    assert wrong == []
