"""The deck follows its files: the last good one stays, and nothing waits for maps."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served import OUTLINE, PICTURE, project_in, wait_for
from talk import Talk, read

from podium import files
from podium.backends.svg.page import PageWriter
from podium.preview.session import Session
from podium.preview.views import Viewer
from podium.preview.watching import folders_of, follow, matters
from podium.scene.boxes import Media, Page

MAP = """\

      - map: A map
        id: map
        year: 1939
        frame: [118, 44, 122, 48]
        cities: false
"""


@pytest.fixture
def session(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("PODIUM_CACHE", str(project / "cache"))
    project_in(project)
    made = Session(Path("slides_src/talk.yaml"))
    made.refresh()
    yield made
    made.end()
    files.hold(made.path, None)


def write(text: str) -> None:
    Path("slides_src/talk.yaml").write_text(text, "utf-8")


def test_what_a_pass_has_read_already_is_no_news(session: Session) -> None:
    """The page's own edit touches the session; that its file was written is heard besides, and is one pass."""
    session._dirty.clear()
    session.heard([session.path.resolve()])
    assert not session._dirty.is_set()
    write(OUTLINE.replace("One", "Eins"))
    session.heard([session.path.resolve()])
    assert session._dirty.is_set()
    session.refresh()
    session._dirty.clear()
    session.heard([session.path.resolve(), session.path])
    assert not session._dirty.is_set()
    for other in ("images/new.png", "slides_src/part.yaml"):  # a file that no pass has read may be one that is missing
        session.heard([Path(other)])
        assert session._dirty.is_set()
        session._dirty.clear()
    session.path.unlink()
    session.heard([session.path])
    assert session._dirty.is_set()


def test_only_pages_whose_boxes_are_others_are_painted_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    paint = PageWriter.svg

    def noted(writer: PageWriter, page: Page, *rest: Any, **more: Any) -> str:
        painted.append(page.id)
        return paint(writer, page, *rest, **more)

    monkeypatch.setattr(PageWriter, "svg", noted)
    before = session.state.views
    session.refresh()
    assert session.state.views == before
    assert painted == []
    write(OUTLINE.replace("items: [One, Two]", "items: [One, Two, Three]"))
    session.refresh()
    (changed,) = {a.id for a, b in zip(session.state.views, before, strict=True) if a.svg != b.svg}
    assert painted == [changed]
    write(OUTLINE.replace("title: ", "theme: night\ntitle: ", 1))
    session.refresh()
    assert len(painted) == 1 + len(before)
    other = Session(session.path)
    other.refresh()
    assert [view.svg for view in other.state.views] == [view.svg for view in session.state.views]
    other.end()


def test_a_page_waits_again_for_a_figure_that_is_painted_anew(lecture: Callable[..., Talk]) -> None:
    scene = lecture("title: T\nslides:\n  - figure: A\n    type: waffle\n    data: {Killed: 1, Wounded: 3}\n").scene
    assert scene is not None
    (key,) = scene.figures
    scene.media.update({name: Media(name, b"\x89PNG", "png") for name in (key, f"{key}-svg")})
    viewer = Viewer()
    shown = [view.waiting for view in viewer.views(scene)]
    scene.media.clear()
    waiting = [view.waiting for view in viewer.views(scene)]
    assert (any(shown), waiting) == (False, [view.waiting for view in Viewer().views(scene)])
    assert any(waiting)


def test_a_map_from_memory_is_that_from_the_cache(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from podium.maps.drawing import cache

    write(OUTLINE + MAP)
    assert read(session.path).scene is not None  # which puts it into the cache
    session.refresh()
    first = session.state.views
    monkeypatch.setattr(cache, "_load", lambda name: pytest.fail("it is in memory"))
    session._viewer = Viewer()
    session.refresh()
    assert [view.svg for view in session.state.views] == [view.svg for view in first]
    assert any("coast" in view.svg or "borders" in view.svg for view in first)
    write("# a line more\n" + OUTLINE + MAP)
    session.refresh()
    (at,) = [view.at for view in session.state.views if view.id == "map"]
    (old,) = [view.at for view in first if view.id == "map"]
    assert at is not None
    assert old is not None
    assert at[0] == old[0] + 1


def test_the_last_good_deck_stays_under_the_errors(session: Session) -> None:
    good = [view.digest for view in session.state.views]
    write(OUTLINE.replace("items: [One, Two]", "itms: [One, Two]"))
    session.refresh()
    state = session.state
    assert state.stale
    assert [view.digest for view in state.views] == good
    (told,) = [f for f in state.told if f["severity"] == "error"]
    assert (told["line"], told["column"]) == (10, 9)
    assert told["source"][told["caret"] :].startswith("itms:")
    assert "items" in told["hint"]
    write(OUTLINE)
    session.refresh()
    assert not session.state.stale
    assert [view.digest for view in session.state.views] == good


def test_a_fault_of_podiums_own_is_told_and_the_preview_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    with monkeypatch.context() as here:
        here.setattr("podium.preview.session.scene_of", failing)
        session.refresh()
    (found,) = session.state.told
    assert (found["message"], session.state.stale) == ("podium failed: ZeroDivisionError: by zero", True)
    assert "in failing" in capsys.readouterr().err
    assert session.state.views
    session.refresh()
    assert not session.state.stale


def test_what_is_shown_of_an_outline_that_never_was_without_errors_is_no_last_deck(session: Session) -> None:
    assert not session.state.broken
    write(OUTLINE.replace("items: [One, Two]", "itms: [One, Two]"))
    session.refresh()
    assert not session.state.broken
    other = Session(Path("slides_src/talk.yaml"))
    other.refresh()
    assert (other.state.stale, other.state.broken) == (True, True)
    assert other.state.views
    write(OUTLINE)
    other.refresh()
    assert (other.state.stale, other.state.broken) == (False, False)
    other.end()


def test_findings_on_variants_that_are_not_shown_are_told_too(session: Session) -> None:
    good = len(session.state.views)
    Path("slides_src/more.yaml").write_text("- points: Men and guns\n  itms: [a]\n", "utf-8")
    more = "\n      - include: more.yaml\n        for: evening\n"
    write(OUTLINE.replace("minutes: 20", "for: [class, evening]") + more)
    session.refresh()
    (found,) = [f for f in session.state.told if f["severity"] == "error"]
    assert (found["file"], found["line"], found["code"]) == ("slides_src/more.yaml", 2, "unknown-key")
    assert (session.state.stale, len(session.state.views)) == (False, good)
    write(OUTLINE)
    session.refresh()
    assert not [f for f in session.state.told if f["severity"] == "error"]


def test_a_file_that_is_gone_for_a_moment_takes_nothing_away(session: Session) -> None:
    os.rename("slides_src/talk.yaml", "slides_src/other.yaml")
    session.refresh()
    assert session.state.stale
    assert len(session.state.views) > 5
    os.rename("slides_src/other.yaml", "slides_src/talk.yaml")
    session.refresh()
    assert not session.state.stale


def test_only_the_page_that_changed_has_another_core(session: Session) -> None:
    before = {view.id: view for view in session.state.views}
    new = "      - points: New\n        id: new\n        items: [a]\n\n"
    write(OUTLINE.replace("  - title: After", f"{new}  - title: After"))
    session.refresh()
    after = {view.id: view for view in session.state.views}
    assert [id for id, view in after.items() if id not in before or view.core != before[id].core] == ["new"]
    assert after["last"].digest != before["last"].digest  # it has another number


def test_pages_know_their_lines_time_and_parts(session: Session) -> None:
    more = "".join(f"\n          - Point {n}: {'words ' * 30}" for n in range(9))
    write(OUTLINE.replace("- Four", f"- Four{more}"))
    session.refresh()
    parts = [view.part for view in session.state.views if view.id.startswith("last")]
    assert parts == [(n + 1, len(parts)) for n in range(len(parts))]
    assert len(parts) > 1
    view = next(v for v in session.state.views if v.id == "first")
    assert view.at == (8, 9)
    assert (10, 17) in view.places
    assert view.seconds > 10
    assert session.state.planned == 20


def test_a_script_or_csv_or_picture_is_seen(session: Session) -> None:
    before = {view.id: view.digest for view in session.state.views}
    Path("slides_src/men.csv").write_text("side,men\nJapan,700\nSoviet Union,1000\n", "utf-8")
    Path("images/zhukov.jpg").write_bytes(PICTURE)
    session.refresh()
    changed = [view.id for view in session.state.views if before[view.id] != view.digest]
    assert changed == ["men", "zhukov"]
    media = session.state.media
    svg = next(view.svg for view in session.state.views if view.id == "zhukov")
    assert any(f"media/{name}" in svg for name in media)


def test_nothing_waits_for_a_map(session: Session) -> None:
    files.hold(session.path, (OUTLINE + MAP).encode())  # typed in an editor, and not saved
    session.refresh()
    page = next(view for view in session.state.views if view.id == "map")
    assert page.waiting
    thread = threading.Thread(target=session.run, daemon=True)
    thread.start()
    wait_for(lambda: not any(view.waiting for view in session.state.views))
    drawn = next(view for view in session.state.views if view.id == "map")
    assert "territory" in drawn.svg or "land" in drawn.svg
    files.hold(session.path, None)
    version = session.state.version
    write(OUTLINE.replace("Last claims", "Final claims") + MAP.replace("A map", "Another title").replace("44", "43"))
    session.touch()
    wait_for(lambda: session.state.version > version)
    views = {view.id: view for view in session.state.views}
    if views["map"].waiting:  # else it was drawn in less time than this thread needed
        assert "Another title" in views["map"].svg.replace("</tspan><tspan", "")
        assert views["map"].svg.count("<path") >= drawn.svg.count("<path") / 2  # the old one stands in
    assert "Final" in views["last"].svg
    wait_for(lambda: not any(view.waiting for view in session.state.views))
    session.end()
    thread.join()


def test_a_map_with_a_mistake_says_so_once_it_is_drawn(session: Session) -> None:
    thread = threading.Thread(target=session.run, daemon=True)
    thread.start()
    write(OUTLINE + MAP.replace("cities: false", "cities: [Nowhereville-on-Sea]"))
    session.touch()
    wait_for(lambda: any("Nowhereville" in f["message"] for f in session.state.told))
    said = [f for f in session.state.told if "Nowhereville" in f["message"]]
    write("# one line more\n" + OUTLINE + MAP.replace("cities: false", "cities: [Nowhereville-on-Sea]"))
    version = session.state.version
    session.touch()
    wait_for(lambda: session.state.version > version)
    again = [f for f in session.state.told if "Nowhereville" in f["message"]]
    assert [f["line"] for f in again] == [f["line"] + 1 for f in said]
    session.end()
    thread.join()


# ---------------------------------------------------------------------------------------------------- watching


def test_what_editors_write_for_themselves_does_not_matter() -> None:
    assert matters(["a/talk.yaml"])
    assert matters(["a/.talk.yaml.swp", "a/men.csv"])
    assert not matters(["a/.talk.yaml.swp", "a/talk.yaml~", "a/~$talk.pptx", "a/talk.pptx", "a/#talk.yaml#"])


def test_folders_are_watched_and_burst_by_burst(session: Session) -> None:
    for name in ("slides_src/territories", "media/old"):
        Path(name).mkdir(parents=True)
    assert {p.name for p in folders_of(session)} >= {"slides_src", "images", "territories", "media", "old"}
    touched: list[float] = []
    stop = threading.Event()
    session.touch = lambda: touched.append(0.0)  # type: ignore[method-assign]
    thread = threading.Thread(target=follow, args=(session, stop), daemon=True)
    thread.start()
    wait_for(lambda: touched)
    until_seen(touched, save)
    count = len(touched)
    Path("slides_src/parts").mkdir()
    wait_for(lambda: len(touched) >= count + 2)  # the folder itself, and what was in it before it was watched
    until_seen(touched, lambda n: Path("slides_src/parts/more.yaml").write_text(f"# {n}\n", "utf-8"))
    count = len(touched)
    Path("slides_src/.talk.yaml.swp").write_text("what an editor notes for itself", "utf-8")
    time.sleep(0.2)
    assert len(touched) == count
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def save(n: int) -> None:
    """As editors do: another file takes the name."""
    Path("slides_src/.talk.new").write_text(OUTLINE + f"# {n}\n", "utf-8")
    os.replace("slides_src/.talk.new", "slides_src/talk.yaml")


def until_seen(touched: list[float], write_: Callable[[int], object]) -> None:
    """Writes until the watcher has started and sees it, and waits until it has seen all of it."""
    count = len(touched)
    for n in range(100):
        write_(n)
        time.sleep(0.1)
        if len(touched) > count:
            break
    assert len(touched) > count
    time.sleep(0.1)
