"""The command line: what people type, what they read, which exit code a script gets; never a traceback."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from podium import __version__, themes
from podium.cli import main
from podium.kinds import names

ROOT = Path(__file__).parents[2]
GOOD = "title: T\nslides: [{points: A, items: [a]}]\n"
WARNED = "title: T\nslides: [{image: A, file: none.png, credit: C}]\n"
BAD = "title: T\nslides: [{points: A, itmes: [a]}]\n"
Run = Callable[..., Result]


def outline(project: Path, text: str, name: str = "talk") -> str:
    path = project / "slides_src" / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return str(path.relative_to(project))


# ----------------------------------------------------------------------------------------------------- help


def test_without_arguments_there_is_help_with_examples(podium: Run) -> None:
    result = podium()
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert all(name in result.output for name in ("build", "check", "new", "list", "schema"))


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(podium: Run, command: str, flag: str) -> None:
    result = podium(command, flag)
    assert result.exit_code == 0
    assert f"python generate.py {command}" in result.output


def test_the_version_is_said(podium: Run) -> None:
    assert podium("--version").output == f"podium, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["bulid"], ["build", "--nope"], ["list", "colours"], ["new"], ["build", "a.yaml", "b.yaml", "-o", "c.pptx"]],
)
def test_wrong_usage_is_exit_code_2(podium: Run, arguments: list[str]) -> None:
    result = podium(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


# ---------------------------------------------------------------------------------------------------- build


def test_build_writes_the_deck_into_output(podium: Run, project: Path) -> None:
    result = podium("build", outline(project, GOOD))
    assert result.exit_code == 0
    assert result.stdout.startswith("output/talk.pptx: 2 slides (")
    assert (project / "output" / "talk.pptx").exists()


def test_build_without_a_name_builds_every_outline(podium: Run, project: Path) -> None:
    outline(project, GOOD, "one")
    outline(project, GOOD, "two")
    assert podium("build").exit_code == 0
    assert sorted(p.name for p in (project / "output").iterdir()) == ["one.pptx", "two.pptx"]


def test_build_takes_another_place(podium: Run, project: Path) -> None:
    assert podium("build", outline(project, GOOD), "-o", "new folder/deck.pptx").exit_code == 0
    assert (project / "new folder" / "deck.pptx").exists()


def test_an_error_is_exit_code_1_and_nothing_is_written(podium: Run, project: Path) -> None:
    result = podium("build", outline(project, BAD))
    assert result.exit_code == 1
    assert result.stderr == (
        "slides_src/talk.yaml:2:22: error: unknown key 'itmes' in a 'points' slide; did you mean 'items'?\n"
        "slides_src/talk.yaml: 1 error\n"
    )
    assert not list((project / "output").iterdir())


def test_an_error_leaves_the_old_deck(podium: Run, project: Path) -> None:
    podium("build", outline(project, GOOD))
    old = (project / "output" / "talk.pptx").read_bytes()
    assert podium("build", outline(project, BAD)).exit_code == 1
    assert (project / "output" / "talk.pptx").read_bytes() == old


def test_one_bad_outline_does_not_keep_the_others_from_being_built(podium: Run, project: Path) -> None:
    outline(project, BAD, "a")
    outline(project, GOOD, "b")
    assert podium("build").exit_code == 1
    assert [p.name for p in (project / "output").iterdir()] == ["b.pptx"]


def test_a_warning_is_said_and_counted_but_builds(podium: Run, project: Path) -> None:
    result = podium("build", outline(project, WARNED))
    assert result.exit_code == 0
    assert "slides_src/talk.yaml:2:27: warning: the picture 'none.png' is not there yet" in result.stderr
    assert "3 slides, 1 warning (" in result.stdout


def test_strict_makes_a_missing_picture_an_error(podium: Run, project: Path) -> None:
    result = podium("build", "--strict", outline(project, WARNED))
    assert result.exit_code == 1
    assert "slides_src/talk.yaml:2:27: error: the picture 'none.png' is not there yet" in result.stderr
    assert not list((project / "output").iterdir())


def test_quiet_says_nothing_but_errors(podium: Run, project: Path) -> None:
    assert podium("build", "-q", outline(project, WARNED)).output == ""
    assert "error: unknown key" in podium("build", "-q", outline(project, BAD)).output
    assert podium("check", "-q", outline(project, WARNED)).output == ""


@pytest.mark.parametrize(("program", "typed"), [("generate.py", "python generate.py"), ("podium", "podium")])
def test_a_project_without_outlines_says_how_to_begin(project: Path, program: str, typed: str) -> None:
    result = CliRunner().invoke(main, ["build"], prog_name=program)
    assert result.exit_code == 2
    assert f"start with: {typed} new slides_src/lecture.yaml" in result.stderr
    result = CliRunner().invoke(main, ["new", "slides_src/lecture.yaml"], prog_name=program)
    assert f"build it with: {typed} build slides_src/lecture.yaml" in result.output


def test_a_deck_that_was_changed_elsewhere_is_kept_unless_forced(podium: Run, project: Path) -> None:
    from pptx import Presentation

    name, target = outline(project, GOOD), project / "output" / "talk.pptx"
    podium("build", name)
    Presentation(str(target)).save(str(target))
    changed = target.read_bytes()
    result = podium("build", name)
    assert result.exit_code == 1
    assert "--force replaces it" in result.stderr
    assert target.read_bytes() == changed
    assert podium("build", "--force", name).exit_code == 0
    assert target.read_bytes() != changed


def test_a_file_of_another_kind_is_never_replaced_by_mistake(podium: Run, project: Path) -> None:
    (project / "thesis.docx").write_text("years of work")
    assert podium("build", outline(project, GOOD), "-o", "thesis.docx").exit_code == 2
    assert (project / "thesis.docx").read_text() == "years of work"


@pytest.mark.parametrize("lock", ["~$talk.pptx", ".~lock.talk.pptx#"])
def test_a_deck_that_is_open_elsewhere_is_one_clear_line(podium: Run, project: Path, lock: str) -> None:
    name = outline(project, GOOD)
    podium("build", name)
    (project / "output" / lock).touch()
    result = podium("build", name)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "is open in another program" in result.stderr


def test_a_directory_is_no_place_for_a_deck(podium: Run, project: Path) -> None:
    result = podium("build", outline(project, GOOD), "-o", "output")
    assert result.exit_code == 2
    assert result.stderr == "error: output: is a directory; name a file with -o\n"


def test_ctrl_c_is_exit_code_130(podium: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("podium.outline.source.read", interrupt)
    assert podium("build", outline(project, GOOD)).exit_code == 130


# -------------------------------------------------------------------------------------------- bad input


JUNK = {
    "empty": b"",
    "binary": bytes(range(256)) * 9,
    "null": b"title: a\0b",
    "brackets": b"[" * 100_000,
    "image": b"\x89PNG\r\n\x1a\n",
    "bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
    b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
    "tag": b"!!python/object/apply:os.system [ls]",
    "scalar": b"hello",
    "half": b"title: 'never closed",
    "json": b'{"title": "T"}',
}


@pytest.mark.parametrize("name", JUNK)
@pytest.mark.parametrize("command", ["build", "check"])
def test_junk_is_one_clear_error_with_its_place(podium: Run, project: Path, command: str, name: str) -> None:
    (project / "junk.yaml").write_bytes(JUNK[name])
    result = podium(command, "junk.yaml")
    assert result.exit_code == 1
    *findings, summary = result.stderr.splitlines()
    assert all(re.match(r"junk\.yaml:.*: error: ", f) for f in findings)
    assert summary == ("junk.yaml: 1 error" if name != "half" else "junk.yaml: 2 errors")  # which has no slides either
    assert not list((project / "output").iterdir())


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.yaml", "none.yaml: error: no such file"),
        (".", ".: error: is a directory; name a text file that ends with .yaml"),
        ("none.yaml/x", "none.yaml/x: error: no such file"),
        ("x" * 300, ": error: cannot be read: "),
        ("a\nb", ": error: no such file"),
    ],
)
def test_a_path_that_is_no_outline_is_one_clear_error(podium: Run, path: str, message: str) -> None:
    result = podium("build", path)
    assert result.exit_code == 1
    assert message in result.stderr


# ---------------------------------------------------------------------------------------------------- check


def test_check_writes_nothing(podium: Run, project: Path) -> None:
    result = podium("check", outline(project, GOOD))
    assert (result.exit_code, result.output) == (0, "slides_src/talk.yaml: no mistakes found\n")
    assert not list((project / "output").iterdir())


def test_check_gives_editors_the_findings_as_json(podium: Run, project: Path) -> None:
    result = podium("check", "--json", outline(project, BAD), outline(project, WARNED, "other"))
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert first == {
        "file": "slides_src/talk.yaml",
        "line": 2,
        "column": 22,
        "severity": "error",
        "code": "unknown-key",
        "message": "unknown key 'itmes' in a 'points' slide",
        "hint": "did you mean 'items'?",
    }
    assert (second["file"], second["severity"], second["code"]) == (
        "slides_src/other.yaml",
        "warning",
        "missing-picture",
    )


def test_no_findings_are_an_empty_list(podium: Run, project: Path) -> None:
    assert json.loads(podium("check", "--json", outline(project, GOOD)).stdout) == []


@pytest.mark.parametrize("strict", [True, False])
def test_check_may_be_strict(podium: Run, project: Path, strict: bool) -> None:
    assert podium("check", *(["--strict"] if strict else []), outline(project, WARNED)).exit_code == int(strict)


# --------------------------------------------------------------------------------------- list, schema, new


def test_list_names_kinds_blocks_and_themes_with_a_summary(podium: Run) -> None:
    lines = podium("list", "kinds").output.splitlines()
    assert [line.split()[0] for line in lines] == list(names())
    assert all(len(line.split()) > 2 for line in lines)
    assert "image" in podium("list", "blocks").output
    assert "uk  Ukrainian (українська)" in podium("list", "languages").output.splitlines()
    assert [line.split()[0] for line in podium("list", "themes").output.splitlines()] == themes.names()


def test_schema_is_json(podium: Run) -> None:
    assert json.loads(podium("schema").stdout)["title"] == "podium outline"


def test_new_writes_an_outline_that_builds_without_errors(podium: Run, project: Path) -> None:
    result = podium("new", "slides_src/turkish-independence.yaml")
    assert result.exit_code == 0
    text = (project / "slides_src" / "turkish-independence.yaml").read_text("utf-8")
    assert 'title: Turkish independence' in text
    built = podium("build")
    assert built.exit_code == 0
    assert "error" not in built.output
    assert (project / "output" / "turkish-independence.pptx").exists()


def test_new_never_touches_a_file_that_is_there(podium: Run, project: Path) -> None:
    name = outline(project, GOOD)
    assert podium("new", name).exit_code == 2
    assert (project / name).read_text() == GOOD


@pytest.mark.parametrize("name", ["a b.yaml", "ü.yaml", 'quote".yaml', "br{ace}.yaml", "back\\slash.yaml"])
def test_new_takes_any_name(podium: Run, name: str) -> None:
    assert podium("new", name).exit_code == 0
    assert podium("check", name).exit_code == 0


# ----------------------------------------------------------------------------------------- a real process


def run(project: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=project,
        check=False,
        **options,
    )


def test_generate_py_is_the_program(project: Path) -> None:
    result = run(project, "check", outline(project, BAD))
    assert result.returncode == 1
    assert "did you mean 'items'?" in result.stderr
    assert "Traceback" not in result.stderr


def on_a_terminal(project: Path, *arguments: str, **environment: str) -> str:
    """What the program writes to a terminal."""
    master, slave = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | environment
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "generate.py"), *arguments], cwd=project, stdout=slave, stderr=slave, env=env
    )
    os.close(slave)
    process.wait()
    data = b""
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:
            break
        if not more:
            break
        data += more
    os.close(master)
    return data.decode()


def test_errors_are_red_on_a_terminal_unless_no_color_is_set(project: Path) -> None:
    name = outline(project, BAD)
    assert "\033[31m" in on_a_terminal(project, "check", name)
    assert "\033[" not in on_a_terminal(project, "check", name, NO_COLOR="1")


def test_a_reader_that_stops_reading_does_no_harm(project: Path) -> None:
    """As in `generate.py schema | head -1`."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "generate.py"), "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=project,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


# ------------------------------------------------------------------------------------------------- format


UNORDERED = "slides:\n  - points: A\n    notes: n\n    items: [a]  # one\ntitle: T\n"


def test_format_puts_an_outline_in_order_once(podium: Run, project: Path) -> None:
    name = outline(project, UNORDERED)
    assert podium("format", name).output == f"{name}: formatted\n"
    assert (project / name).read_text("utf-8") == (
        "title: T\n\nslides:\n  - points: A\n    items: [a]  # one\n    notes: n\n"
    )
    assert podium("format", name).output == f"{name}: is in house order\n"


def test_format_check_names_the_files_and_writes_nothing(podium: Run, project: Path) -> None:
    good, bad = outline(project, "title: T\n", "good"), outline(project, UNORDERED, "bad")
    result = podium("format", "--check")
    assert result.exit_code == 1
    assert f"{bad}: would be changed" in result.output
    assert f"{good}: is in house order" in result.output
    assert (project / bad).read_text("utf-8") == UNORDERED


def test_format_leaves_a_file_with_mistakes_alone_and_says_why(podium: Run, project: Path) -> None:
    name = outline(project, "slides: []\ntitle: A\ntitle: B\nlang: en\nlang: de\n")
    result = podium("format", name, outline(project, UNORDERED, "bad"))
    assert result.exit_code == 1
    assert f"{name}:3:1: error: not formatted: the key 'title' is used twice (first on line 2)" in result.output
    assert f"{name}:5:1: error: not formatted: the key 'lang' is used twice (first on line 4)" in result.output
    assert "bad.yaml: formatted" in result.output
    assert (project / name).read_text("utf-8") == "slides: []\ntitle: A\ntitle: B\nlang: en\nlang: de\n"


def test_format_keeps_a_byte_order_mark(podium: Run, project: Path) -> None:
    name = outline(project, "\ufeff" + UNORDERED)
    assert podium("format", name).exit_code == 0
    assert (project / name).read_text("utf-8").startswith("\ufefftitle: T\n")


# --------------------------------------------------------------------------------------------- list KIND


@pytest.mark.parametrize("kind", names())
def test_every_kind_has_a_short_example_without_mistakes(podium: Run, project: Path, kind: str) -> None:
    said = podium("list", kind)
    assert said.exit_code == 0
    first, *_ = said.stdout.splitlines()
    assert first.startswith(f"{kind}: ")
    example = said.stdout[said.stdout.index(f"- {kind}: ") :]
    assert 3 <= len(example.splitlines()) <= 6
    text = "title: T\nsides: {japan: {name: Japan}, soviet: {name: Soviet Union}}\nslides:\n"
    name = outline(project, text + "".join(f"  {line}\n" for line in example.splitlines()))
    findings = json.loads(podium("check", "--json", name).stdout)
    assert [f for f in findings if f["code"] not in ("missing-picture", "missing-media", "no-credit")] == []


def test_a_misspelt_kind_gets_a_suggestion(podium: Run) -> None:
    result = podium("list", "qoute")
    assert result.exit_code == 2
    assert "did you mean 'quote'?" in result.output


# ------------------------------------------------------------------------------------------ what was meant


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek", "slides_src/talk.yaml"), "No such command 'chek'; did you mean 'check'?"),
        (("zzz",), "No such command 'zzz'; known: build, cards, check"),
        (("slides_src/talk.yaml",), "a command comes first: build slides_src/talk.yaml"),
        (("check", "--strct", "slides_src/talk.yaml"), "No such option '--strct'. Did you mean '--strict'?"),
        (("check", "slides_src/tlak.yaml"), "no such file; did you mean 'slides_src/talk.yaml'?"),
        (("build", "slide_src/talk.yml"), "no such file; did you mean 'slides_src/talk.yaml'?"),
        (("build", "talk"), "no such file; did you mean 'slides_src/talk.yaml'?"),
        (("format", "slides_src/talk"), "no such file; did you mean 'slides_src/talk.yaml'?"),
        (("preview", "slides_src/talk.yam"), "no such file; did you mean 'slides_src/talk.yaml'?"),
        (("import", "slides_src/talkk.md"), "slides_src/talkk.md: no such file; did you mean 'slides_src/talk.md'?"),
        (("diff", "output/tallk.pptx"), "did you mean 'output/talk.pptx'?"),
    ],
)
def test_what_is_misspelt_gets_a_suggestion(podium: Run, project: Path, arguments: tuple[str, ...], said: str) -> None:
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides: []\n")
    (project / "slides_src" / "talk.md").write_text("# T\n")
    (project / "output" / "talk.pptx").write_bytes(b"PK")
    result = podium(*arguments)
    assert result.exit_code != 0
    assert said in " ".join(result.output.split())


@pytest.mark.parametrize("name", ["quite-another.yaml", "no/where/talk2.yaml", "x" * 5000])
def test_nothing_is_suggested_for_what_is_like_no_file(podium: Run, project: Path, name: str) -> None:
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides: []\n")
    assert "did you mean" not in podium("check", name).output


def test_letters_that_no_font_has_are_told_by_check_as_by_export(podium: Run, project: Path) -> None:
    letter = chr(0x1F0FF)  # no character, so that no font has it
    name = outline(project, f"title: T\nslides:\n  - points: We lost the war\n    items: [a, '{letter} b']\n")
    (found,) = json.loads(podium("check", "--json", name).stdout)
    assert (found["code"], found["line"], found["column"]) == ("no-font", 4, 16)
    assert "(U+1F0FF): in PDFs and pictures a box stands for each" in found["message"]
    assert found["message"] in podium("export", name, "--to", "pdf").stderr


@pytest.mark.parametrize("text", ["Größe ≈ → Ω – Москва “…” ✓ ½ №", "plain"])
def test_letters_that_podium_brings_along_are_no_finding(podium: Run, project: Path, text: str) -> None:
    name = outline(project, f"title: T\nslides:\n  - points: We lost the war\n    items: [a, '{text}']\n")
    assert json.loads(podium("check", "--json", name).stdout) == []
