"""Reading and writing files: nothing hangs, nothing is half-written, a killed run leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from podium import PodiumError, files

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


@POSIX
@pytest.mark.parametrize("kind", ["fifo", "zero", "folder", "large", "proc"])
def test_only_regular_files_of_a_sane_size_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "zero":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(10_000)
    else:
        path.symlink_to("/proc/kallsyms")  # says that it is empty, and is not
        if not path.exists():
            pytest.skip("no /proc")
    with pytest.raises(files.Unreadable):
        files.read(path, 5_000)


def test_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")
    with suppress(RuntimeError), files.replacing(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@POSIX
def test_the_mode_of_an_old_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with files.replacing(target) as file:
        file.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o600


@POSIX
def test_what_a_killed_run_left_is_removed_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f".talk-{dead.pid}-abc.tmp"
    living = tmp_path / f".talk-{os.getppid()}-abc.tmp"
    others = tmp_path / f".other-{dead.pid}-abc.tmp"
    for file in (left, living, others):
        file.write_bytes(b"x")
    with files.replacing(tmp_path / "talk.pptx") as out:
        out.write(b"deck")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([living.name, others.name, "talk.pptx"])


@POSIX
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_ended_leaves_nothing(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    program = (
        "import sys, time; sys.path.insert(0, {root!r}); import podium.commands.build, podium.files\n"
        "from pathlib import Path\n"
        "def write(*args, **kw):\n"
        "    with podium.files.replacing(Path({target!r})) as file:\n"
        "        file.write(b'half'); file.flush(); print('writing', flush=True); time.sleep(30)\n"
        "podium.commands.build.build_one = write\n"
        "from podium.__main__ import main\n"
        "main(args=['build', 'x.yaml'])\n"
    ).format(root=str(Path(__file__).parent.parent), target=str(tmp_path / "talk.pptx"))
    run = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert run.stdout is not None
    assert run.stdout.readline().strip() == b"writing"
    time.sleep(0.05)
    run.send_signal(sign)
    _, errors = run.communicate(timeout=20)
    assert run.returncode == code
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["talk.pdf", "talk.ppt", "talk", "talk.docx"])
def test_a_deck_has_the_ending_of_one(podium: Callable[..., Any], project: Path, name: str) -> None:
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides: [{points: A, items: [a]}]\n")
    result = podium("build", "slides_src/talk.yaml", "-o", name)
    assert result.exit_code == 2
    assert "write talk.pptx" in result.stderr
    assert not (project / name).exists()


@POSIX
def test_a_write_protected_deck_asks_for_force(podium: Callable[..., Any], project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides: [{points: A, items: [a]}]\n")
    assert podium("build", "slides_src/talk.yaml").exit_code == 0
    deck = project / "output" / "talk.pptx"
    deck.chmod(0o444)
    refused = podium("build", "slides_src/talk.yaml")
    assert (refused.exit_code, "--force" in refused.stderr) == (1, True)
    assert podium("build", "slides_src/talk.yaml", "--force").exit_code == 0


def test_a_picture_of_somebody_elses_is_not_replaced(podium: Callable[..., Any], project: Path) -> None:
    from PIL import Image

    (project / "m.yaml").write_text("map:\n  territories: east-asia-1931-1941\n  year: 1939\n  relief: false\n")
    Image.new("RGB", (40, 30), "navy").save(project / "photo.png")
    before = (project / "photo.png").read_bytes()
    refused = podium("map", "m.yaml", "-o", "photo.png", "--width", "200")
    assert refused.exit_code == 1
    assert (project / "photo.png").read_bytes() == before
    assert podium("map", "m.yaml", "-o", "photo.png", "--width", "200", "--force").exit_code == 0
    assert podium("map", "m.yaml", "-o", "photo.png", "--width", "200").exit_code == 0  # now it is podium's own


def test_a_writer_that_fails_says_it_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(PodiumError, match="is a directory"), files.replacing(tmp_path / "x"):
        pass
