"""The server of the preview: who may ask, what is written, and how that is undone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlparse

import pytest
from served import OUTLINE, PICTURE, Preview, project_in, serving, wait_for

from podium.editing.edits import Refused
from podium.pipeline import scene_of
from podium.preview.programs import editor


@pytest.fixture
def preview(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.setenv("PODIUM_CACHE", str(project / "cache"))
    project_in(project)
    with serving(Path("slides_src/talk.yaml")) as made:
        yield made


def text() -> str:
    return Path("slides_src/talk.yaml").read_text("utf-8")


def line_of(words: str) -> int:
    return next(n for n, line in enumerate(text().splitlines(), 1) if words in line)


# ------------------------------------------------------------------------------------------------- who may ask


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused(preview: Preview, host: str) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.putrequest("GET", f"/{preview.server.key}/", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 403
    assert preview.server.token.encode() not in answer.read()
    connection.close()


def test_what_does_not_come_from_the_page_writes_nothing(preview: Preview) -> None:
    edit = {"operation": "delete", "line": line_of("points: First"), "digest": preview.state.structure.digest}
    assert preview.ask("POST", "edit", edit)[0] == 403
    assert preview.ask("POST", "edit", edit, X_Podium_Token="x" * 24)[0] == 403
    token = preview.server.token
    assert preview.ask("POST", "edit", edit, X_Podium_Token=token, Origin="http://evil.example")[0] == 403
    assert preview.ask("POST", "drop", raw=PICTURE)[0] == 403
    assert text() == OUTLINE
    assert preview.ask("POST", "edit", edit, X_Podium_Token=token, Origin=f"http://127.0.0.1:{preview.port}")[0] == 200
    assert "First claims" not in text()


def test_no_address_can_be_guessed(preview: Preview) -> None:
    key = preview.server.key
    for address in ("/", "/events", "/assets/app.js", f"/{preview.server.token}/", f"/x/../{key}/", f"/{key[:-1]}/"):
        connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
        connection.request("GET", address)
        assert connection.getresponse().status == 404
        connection.close()
    assert preview.ask("GET", "assets/..%2fserver.py")[0] == 404
    assert preview.ask("GET", "fonts/..%2f..%2f__init__.py")[0] == 404
    assert preview.ask("GET", "media/nothing")[0] == 404


def test_the_page_loads_nothing_from_elsewhere(preview: Preview) -> None:
    names = ["", *(f"assets/{file.name}" for file in Path(preview_assets()).iterdir())]
    for name in names:
        status, body = preview.ask("GET", name)
        assert status == 200
        found = re.findall(r"""(?:https?:|["'(])//[^\s"')]+""", body.decode())
        assert not [address for address in found if "www.w3.org/2000/svg" not in address]
    assert preview.ask("GET", "fonts/Carlito-Bold.ttf")[0] == 200


def preview_assets() -> str:
    from podium import preview

    return str(Path(preview.__file__).parent / "assets")


@pytest.mark.parametrize(
    ("action", "body"),
    [("lines", {}), ("lines", {"file": "", "line": "x"}), ("edit", []), ("save", {"file": ""}), ("run", {"what": "rm"}),
     ("edit", {"operation": "x", "digest": "", "line": 1}), ("nothing", {}),
     ("complete", {"file": ""}), ("fixes", {"file": "", "findings": 3}),
     ("explain", {"file": "", "start": 1, "old": "not there\n", "new": "x", "line": 0, "column": 0}),
     ("lines", {"file": "/etc/passwd", "line": 1}), ("undo", []), ("lines", {"file": "", "line": float("inf")})],
)  # fmt: skip
def test_requests_that_make_no_sense_are_answered(preview: Preview, action: str, body: object) -> None:
    status, _ = preview.ask("POST", action, body, X_Podium_Token=preview.server.token)
    assert status in (400, 404, 409)
    assert text() == OUTLINE


def test_what_is_too_large_is_not_read(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.putrequest("POST", f"/{preview.server.key}/save")
    connection.putheader("X-Podium-Token", preview.server.token)
    connection.putheader("Content-Length", str(10**10))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_server_that_comes_back_is_where_it_was(preview: Preview) -> None:
    address, token = preview.server.address, preview.server.token
    preview.server.shutdown()
    preview.server.server_close()
    with serving(Path("slides_src/talk.yaml")) as again:
        assert again.server.address == address
        assert again.server.token == token
        with serving(Path("slides_src/talk.yaml")) as beside:
            assert beside.server.server_address[1] != again.port


def test_the_key_is_not_in_the_command_that_starts_the_browser(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.path.isdir", lambda path: False)  # no snaps
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    preview.server.open()
    (address,) = opened
    assert preview.server.key not in address
    file = Path(unquote(urlparse(address).path))
    assert f"url={preview.server.address}" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0
    preview.server.server_close()
    assert not file.exists()


# ----------------------------------------------------------------------------------------------------- states


def test_a_new_state_has_only_the_pages_that_changed(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.request("GET", f"/{preview.server.key}/events")
    answer = connection.getresponse()

    def event() -> dict[str, Any]:
        while not (line := answer.readline()).startswith(b"data: "):
            pass
        return dict(json.loads(line[6:]))

    first = event()
    assert len(first["svgs"]) == len(first["pages"])
    path = Path("slides_src/talk.yaml")
    path.write_text("# A line above all.\n" + OUTLINE.replace("Last claims", "Final claims"), "utf-8")
    preview.session.refresh()
    second = event()
    assert ["Final" in svg for svg in second["svgs"].values()] == [True]
    lines = [[page["at"][0] for page in state["pages"] if page["at"]] for state in (first, second)]
    assert lines[1] == [line + 1 for line in lines[0]]
    connection.close()


# -------------------------------------------------------------------------------------------------- the drawer


def test_lines_are_saved_and_taken_back(preview: Preview) -> None:
    _, found = preview.post("lines", {"file": "", "line": line_of("- Four")})
    assert found["text"].startswith("      - points: Last claims")
    assert found["line"] == line_of("- Four")
    new = found["text"].replace("Four", "Five") + "          - Six\n"
    status, saved = preview.post("save", {"file": "", "start": found["start"], "old": found["text"], "new": new})
    assert status == 200
    assert text() == OUTLINE.replace("- Four", "- Five") + "          - Six\n"
    assert (saved["start"], saved["end"], saved["text"]) == (found["start"], found["end"] + 1, new)
    assert preview.post("undo", {}) == (200, {"what": "edited"})
    assert text() == OUTLINE
    assert preview.post("undo", {})[0] == 409
    assert preview.post("undo", {"again": True})[0] == 200
    assert "- Six" in text()


def test_a_file_that_changed_meanwhile_is_not_overwritten(preview: Preview) -> None:
    _, found = preview.post("lines", {"file": "", "line": line_of("- Four")})
    theirs = OUTLINE.replace("Last claims", "Their claims")
    Path("slides_src/talk.yaml").write_text(theirs, "utf-8")
    new = found["text"].replace("Four", "Five")
    status, refused = preview.post("save", {"file": "", "start": found["start"], "old": found["text"], "new": new})
    assert status == 409
    assert "Their claims" in refused["now"]
    assert text() == theirs


def test_an_undo_does_not_take_back_what_another_program_wrote(preview: Preview) -> None:
    digest = preview.state.structure.digest
    assert preview.post("edit", {"operation": "delete", "line": line_of("points: First"), "digest": digest})[0] == 200
    Path("slides_src/talk.yaml").write_text(text() + "# by hand\n", "utf-8")
    status, refused = preview.post("undo", {})
    assert (status, "changed since" in refused["why"]) == (409, True)
    assert text().endswith("# by hand\n")


def test_an_edit_that_changes_nothing_says_so_and_has_no_undo(preview: Preview) -> None:
    edit = {"operation": "hide", "hide": False, "line": line_of("points: First")}
    edit["digest"] = preview.state.structure.digest
    assert preview.post("edit", edit) == (200, {"changed": False})
    assert preview.post("undo", {})[0] == 409
    assert preview.post("edit", {**edit, "hide": True}) == (200, {"changed": True})


def test_an_edit_by_lines_of_an_older_text_is_refused(preview: Preview) -> None:
    digest = preview.state.structure.digest
    Path("slides_src/talk.yaml").write_text("# above\n" * 9 + OUTLINE, "utf-8")
    status, _ = preview.post("edit", {"operation": "delete", "line": 8, "digest": digest})
    assert status == 409
    assert text() == "# above\n" * 9 + OUTLINE


def test_a_page_of_before_a_mistake_is_not_edited_by_its_old_lines(preview: Preview) -> None:
    line = line_of("- chart: Men")
    new = "      - points: New\n        itms: [x]\n        id: new\n        source: none\n\n"
    wrong = OUTLINE.replace("      - chart: Men", f"{new}      - chart: Men")
    Path("slides_src/talk.yaml").write_text(wrong, "utf-8")
    preview.session.refresh()
    edit = {"operation": "delete", "line": line, "digest": preview.state.structure.digest}
    status, refused = preview.post("edit", edit)
    assert (status, "changed meanwhile" in refused["why"]) == (409, True)
    assert text() == wrong


def test_a_text_that_is_written_during_a_pass_is_not_edited_by_its_pages(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def laid_out_slowly(*arguments: Any, **how: Any) -> Any:
        made = scene_of(*arguments, **how)
        Path("slides_src/talk.yaml").write_text("# above\n" * 9 + OUTLINE, "utf-8")
        return made

    monkeypatch.setattr("podium.preview.session.scene_of", laid_out_slowly)
    preview.session.refresh()
    edit = {"operation": "delete", "line": line_of("- chart") - 9, "digest": preview.state.structure.digest}
    assert preview.post("edit", edit)[0] == 409


def test_a_page_of_before_a_mistake_opens_the_lines_as_they_are_now(preview: Preview) -> None:
    line = line_of("- Four")
    wrong = OUTLINE.replace("id: first", "id: first\n        itms: [x]\n        y: 1")
    Path("slides_src/talk.yaml").write_text(wrong, "utf-8")
    preview.session.refresh()
    assert preview.state.stale
    _, found = preview.post("lines", {"file": "", "line": line})
    assert found["line"] == line_of("- Four") == line + 2
    assert "Last claims" in found["text"]


def test_included_files_are_edited_in_their_own_lines(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(project / "cache"))
    project_in(project, OUTLINE + "\n      - include: more.yaml\n")
    more = project / "slides_src" / "more.yaml"
    more.write_text("# Shared.\n- points: From elsewhere\n  id: there\n  items: [a]\n", "utf-8")
    with serving(Path("slides_src/talk.yaml")) as preview:
        view = next(v for v in preview.state.views if v.id == "there")
        assert view.at == (2, 3, "slides_src/more.yaml")
        _, found = preview.post("lines", {"file": "slides_src/more.yaml", "line": 2})
        new = found["text"].replace("elsewhere", "here")
        asked = {"file": "slides_src/more.yaml", "start": found["start"], "old": found["text"], "new": new}
        assert preview.post("save", asked)[0] == 200
        assert more.read_text("utf-8") == "# Shared.\n- points: From here\n  id: there\n  items: [a]\n"


# ------------------------------------------------------------------------------------------------ pictures


def place(words: str) -> str:
    return quote(json.dumps({"file": "", "line": line_of(words)}))


def test_a_picture_gets_the_name_that_the_outline_waits_for(preview: Preview, project: Path) -> None:
    assert "missing-picture" in [f["code"] for f in preview.state.told]
    threading.Thread(target=preview.session.run, daemon=True).start()  # nobody watches the folders here
    status, answer = preview.post("drop", raw=PICTURE, X_Podium_Place=place("image: Zhukov"))
    assert (status, answer) == (200, {"file": "zhukov.jpg"})
    assert (project / "images" / "zhukov.jpg").read_bytes() == PICTURE
    wait_for(lambda: "missing-picture" not in [f["code"] for f in preview.state.told])
    _, found = preview.post("lines", {"file": "", "line": line_of("- Four")})
    new = found["text"].replace("Last claims", "Final claims")
    preview.post("save", {"file": "", "start": found["start"], "old": found["text"], "new": new})
    wait_for(lambda: "Final claims" in [view.title for view in preview.state.views])
    assert preview.post("drop", raw=PICTURE, X_Podium_Place=place("image: Zhukov"))[0] == 409


@pytest.mark.parametrize("name", ["../out.jpg", "a/../../out.jpg", "/tmp/out.jpg", ".hidden.jpg", "C:\\\\out.jpg"])
def test_no_picture_is_written_outside_images(preview: Preview, project: Path, name: str) -> None:
    Path("slides_src/talk.yaml").write_text(OUTLINE.replace("zhukov.jpg", f'"{name}"'), "utf-8")
    preview.session.refresh()
    before = sorted(p for p in project.rglob("*") if "cache" not in p.parts)
    assert preview.post("drop", raw=PICTURE, X_Podium_Place=place("image: Zhukov"))[0] == 409
    assert sorted(p for p in project.rglob("*") if "cache" not in p.parts) == before


def test_what_is_no_picture_is_not_taken(preview: Preview, project: Path) -> None:
    assert preview.post("drop", raw=b"not a picture", X_Podium_Place=place("image: Zhukov"))[0] == 409
    assert preview.post("drop", raw=PICTURE, X_Podium_Place=place("points: Last"))[0] == 409
    assert not list((project / "images").iterdir())


# ------------------------------------------------------------------------------------------------- programs


def test_the_deck_is_built_and_exported(preview: Preview, project: Path) -> None:
    status, answer = preview.post("run", {"what": "build"})
    assert (status, answer["well"]) == (200, True)
    assert "output/talk.pptx" in answer["said"]
    assert (project / "output" / "talk.pptx").exists()
    Path("slides_src/talk.yaml").write_text(OUTLINE.replace("items: [One, Two]", "itms: [One]"), "utf-8")
    _, answer = preview.post("run", {"what": "export"})
    assert not answer["well"]
    assert "itms" in answer["said"]


@pytest.mark.parametrize(
    ("visual", "command"),
    [("code --wait", ["code", "--wait", "-g", "FILE:7"]), ("subl", ["subl", "FILE:7"]),
     ("gvim", ["gvim", "+7", "FILE"]), ("emacsclient -c", ["emacsclient", "-c", "+7", "FILE"])],
)  # fmt: skip
def test_editors_are_told_the_line(tmp_path: Path, visual: str, command: list[str]) -> None:
    file = str((tmp_path / "a b.yaml").resolve())
    assert editor(tmp_path / "a b.yaml", 7, visual) == [word.replace("FILE", file) for word in command]


@pytest.mark.parametrize("visual", ["vim", "nano -l", "emacs -nw"])
def test_an_editor_without_a_window_is_not_started(tmp_path: Path, visual: str) -> None:
    with pytest.raises(Refused, match="needs a terminal"):
        editor(tmp_path / "x.yaml", 1, visual)


def test_edits_at_the_same_time_do_not_mix(preview: Preview) -> None:
    _, found = preview.post("lines", {"file": "", "line": line_of("- Four")})

    answers: list[tuple[int, int]] = []

    def add(n: int) -> None:
        new = found["text"] + f"          - Item {n}\n"
        asked = {"file": "", "start": found["start"], "old": found["text"], "new": new}
        answers.append((preview.post("save", asked)[0], n))

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = sorted(n for status, n in answers if status == 200)
    items = [int(line[-1]) for line in text().removeprefix(OUTLINE).splitlines()]
    assert saved
    assert sorted(items) == saved
    assert sorted(n for status, n in answers if status == 409) == [n for n in range(8) if n not in saved]
    assert text().startswith(OUTLINE)


@pytest.mark.parametrize("command", [["--help"], ["build", "slides_src/talk.yaml"]])
def test_other_commands_load_none_of_it(project: Path, command: list[str]) -> None:
    project_in(project)
    code = (
        "import sys; from contextlib import suppress; from podium.cli import main\n"
        f"with suppress(SystemExit): main({command!r}, standalone_mode=False)\n"
        "unwanted = ('podium.preview', 'watchfiles', 'anyio', 'http.server', 'webbrowser', 'asyncio')\n"
        "print([m for m in sys.modules if m.startswith(unwanted)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
