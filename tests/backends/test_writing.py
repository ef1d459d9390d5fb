"""Writing is all or nothing: after a failure the old deck is intact, and one line explains it."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium import PodiumError
from podium.backends.pptx import package
from podium.backends.pptx.write import write

SLIDES = "title: T\nslides: [{points: A, items: [a]}]\n"


def left_over(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def written(deck: Callable[..., Any]) -> Any:
    """A deck that already exists, with its bytes."""
    made = deck(SLIDES)
    made.old = made.path.read_bytes()
    return made


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "cannot be written: No space left on device; the old file is untouched",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "is open in another program or protected; close it there and build again",
        ),
    ],
)
@pytest.mark.parametrize("moment", ["in the middle", "at the end"])
def test_a_failure_leaves_the_old_deck_and_nothing_else(
    written: Any, monkeypatch: pytest.MonkeyPatch, moment: str, error: OSError, message: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(*((package.PackageWriter, "close") if moment == "in the middle" else (os, "replace")), fail)
    with pytest.raises(PodiumError) as caught:
        write(written.scene, written.path)
    assert str(caught.value) == f"{written.path}: {message}"
    assert written.path.read_bytes() == written.old
    assert left_over(written.path.parent) == ["talk.pptx"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_ctrl_c_leaves_the_old_deck_and_nothing_else(
    written: Any, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupt(*_: Any) -> None:
        raise stop

    monkeypatch.setattr(package.PackageWriter, "close", interrupt)
    with pytest.raises(stop):
        write(written.scene, written.path)
    assert written.path.read_bytes() == written.old
    assert left_over(written.path.parent) == ["talk.pptx"]


def test_a_folder_that_cannot_be_written_is_one_line(written: Any) -> None:
    file = written.path.parent / "file"
    file.write_text("no folder")
    with pytest.raises(PodiumError, match="cannot be written: "):
        write(written.scene, file / "deck.pptx")


def test_folders_on_the_way_are_made(written: Any) -> None:
    target = written.path.parent / "a" / "b" / "deck.pptx"
    write(written.scene, target)
    assert target.read_bytes() == written.old


def test_the_file_can_be_read_by_others(written: Any) -> None:
    mask = os.umask(0)
    os.umask(mask)
    assert written.path.stat().st_mode & 0o777 == 0o666 & ~mask


def test_our_own_deck_is_not_foreign_and_a_changed_one_is(written: Any) -> None:
    assert not package.is_foreign(written.path)
    written.presentation().save(str(written.path))
    assert package.is_foreign(written.path)


@pytest.mark.parametrize("data", [b"a text", b"PK\5\6 no real archive"])
def test_any_other_file_is_foreign(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "thesis.docx"
    file.write_bytes(data)
    assert package.is_foreign(file)


def test_an_empty_file_is_nobodys(tmp_path: Path) -> None:
    file = tmp_path / "x.pptx"
    file.touch()
    assert not package.is_foreign(file)


def test_the_archive_is_sound_and_every_part_has_one_date(written: Any) -> None:
    with zipfile.ZipFile(written.path) as z:
        assert z.testzip() is None
        assert z.namelist()[0] == "[Content_Types].xml"
        assert len({i.date_time for i in z.infolist()}) == 1
