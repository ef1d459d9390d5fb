"""Standard streams as they come: any encoding, closed, broken, full, no home; and never a traceback."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from thorough import mixed

ROOT = Path(__file__).parent.parent
ODD = {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
OUTLINE = "title: Лекция\nslides: [{image: Рубеж, file: мост.jpg, alt: мост}]\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and terminals of POSIX")


def shell(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A shell command in a folder, `podium` standing for the program; its cache is its own."""
    program = f"'{sys.executable}' '{ROOT / 'generate.py'}'"
    env = {**os.environ, "PODIUM_CACHE": str(folder / "cache"), **more}
    command = command.replace("podium", program, 1)
    return subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, timeout=60, check=False)


COMMANDS = [
    "list units POL",
    "check --json Лекция.yaml",
    "schema",
    "check Лекция.yaml",
    "territories",
    "list kinds",
    "--help",
]


@pytest.mark.parametrize(("command", "encoding"), mixed(COMMANDS, ["cp1252", "ascii", "utf-16"]))
def test_pipes_get_utf_8_whatever_the_locale(tmp_path: Path, command: str, encoding: str) -> None:
    (tmp_path / "Лекция.yaml").write_text(OUTLINE, encoding="utf-8")
    done = shell(f"podium {command}", tmp_path, **{**ODD, "PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    said = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    assert "Traceback" not in said
    if "Лекция" in command:
        assert "Лекция.yaml" in said
        assert "мост.jpg" in said


def test_a_deck_with_a_name_in_another_script_is_built_anywhere(tmp_path: Path) -> None:
    (tmp_path / "Лекция.yaml").write_text(OUTLINE, encoding="utf-8")
    done = shell("podium build Лекция.yaml -o Лекция.pptx", tmp_path, **ODD)
    assert (done.returncode, (tmp_path / "Лекция.pptx").exists()) == (0, True)
    assert "Лекция.pptx" in done.stdout.decode("utf-8")


def test_a_terminal_that_cannot_show_a_letter_gets_a_question_mark(tmp_path: Path) -> None:
    (tmp_path / "Лекция.yaml").write_text(OUTLINE, encoding="utf-8")
    ours, theirs = pty.openpty()
    env = {**os.environ, **ODD, "PODIUM_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, str(ROOT / "generate.py"), "check", "Лекция.yaml"]
    run = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65_536):
            said += part
    except OSError:  # the other end is closed
        pass
    assert run.wait(30) == 0
    assert b"Traceback" not in said
    assert b"????.jpg" in said


@pytest.mark.parametrize(
    ("redirection", "code"),
    [("2>&-", 0), (">&-", 0), (">&- 2>&-", 0), ("2>/dev/full", 0), (">/dev/full", 1), ("</dev/null", 0)],
)
def test_what_cannot_be_said_does_not_stop_the_writing(tmp_path: Path, redirection: str, code: int) -> None:
    (tmp_path / "x.yaml").write_text(OUTLINE, encoding="utf-8")
    done = shell(f"podium build x.yaml -o x.pptx {redirection}", tmp_path)
    assert (tmp_path / "x.pptx").exists()
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_does_not_stop_the_writing(tmp_path: Path) -> None:
    slides = "".join(f"  - {{image: A, file: missing-{n}.jpg, alt: x}}\n" for n in range(600))
    (tmp_path / "x.yaml").write_text(f"title: T\nslides:\n{slides}", encoding="utf-8")
    done = shell("podium build x.yaml -o x.pptx 2>&1 | head -1; echo ${PIPESTATUS[0]}", tmp_path)
    assert done.stdout.splitlines()[-1] == b"0"
    assert (tmp_path / "x.pptx").exists()


@pytest.mark.parametrize("command", ["--help", "list kinds", "check --json x.yaml", "schema", "build --help"])
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "x.yaml").write_text("title: T\nslides: [{points: A, items: [a]}]\n", encoding="utf-8")
    done = shell(f"podium {command} >/dev/full", tmp_path)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_no_home_and_no_name_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(OUTLINE, encoding="utf-8")
    done = shell("env -u HOME -u PODIUM_CACHE -u XDG_CACHE_HOME podium list units POL", tmp_path)
    assert done.returncode == 0
    if os.geteuid() == 0 and Path("/usr/bin/setpriv").exists():  # a user whom nobody knows
        tmp_path.chmod(0o777)
        command = "env -u HOME -u PODIUM_CACHE -u XDG_CACHE_HOME setpriv --reuid=54321 --clear-groups podium build x.yaml -o x.pptx"  # noqa: E501
        done = shell(command, tmp_path)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", [b"caf\xe9.yaml", b"a\x1b[31mb.yaml", b"new\nline.yaml"])
def test_a_new_outline_may_have_any_name(tmp_path: Path, name: bytes) -> None:
    command = [sys.executable, str(ROOT / "generate.py"), "new", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    (made,) = os.listdir(os.fsencode(tmp_path))
    check = [sys.executable, str(ROOT / "generate.py"), "check", made]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        "check {}",
        "check {} --strict",
        "build {} -o out.pptx",
        "build {} -o {}.pptx",
        "build {} -o {}.pdf",
        "build {}.none",
        "{}",
        "check --{}",
        "map {}",
        "map {} -o {}.pdf",
        "map m.yaml -o {}.png --width 100",
        "new {}",
        "territories {}",
        "territories",
        "list units {}",
        "check {} --allow-outside {}",
    ],
)
def test_what_steers_a_terminal_is_never_printed_raw(
    tmp_path: Path, command: str, podium: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in a process of its own, the others here, where they start at once."""
    name = "a\x1b[31mb\nc\x07\u202ed.yaml"
    quoted = "'" + name + "'"
    (tmp_path / name).write_text("title: T\nslides: [{image: A, alt: x, file: none.png}]\n", encoding="utf-8")
    (tmp_path / "slides_src" / "territories").mkdir(parents=True)
    (tmp_path / "slides_src" / "territories" / name).write_text("title: T\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text("map: {frame: [125, 35, 135, 45]}\n", encoding="utf-8")
    if command == "check {}":
        done = shell(f"podium {command.replace('{}', quoted)}", tmp_path, LC_ALL="C.UTF-8")
        said = (done.stdout + done.stderr).decode("utf-8")
    else:
        monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
        said = podium(*shlex.split(command.replace("{}", quoted))).output
    assert "Traceback" not in said
    assert "\\x1b[31mb" in said or "out.pptx" in command
    assert not any(sign in said for sign in "\x1b\x07\u202e")
    assert "\nc" not in said
