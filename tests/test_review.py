"""Cases from a review: each of them once ended in a traceback, a hang or a lost file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
GOOD = "title: T\nslides: [{points: A, items: [a]}]\n"


def write(project: Path, text: str, name: str = "talk.yaml") -> str:
    (project / name).write_text(text, "utf-8")
    return name


def test_two_outlines_of_one_name_are_not_built_over_one_another(podium: Run, project: Path) -> None:
    (project / "a").mkdir()
    (project / "b").mkdir()
    result = podium("build", write(project, GOOD, "a/x.yaml"), write(project, GOOD, "b/x.yaml"))
    assert result.exit_code == 2
    assert "x.pptx" in result.output


def test_a_bad_date_for_the_deck_is_one_line(podium: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "junk")
    result = podium("build", write(project, GOOD), "-o", "x.pptx")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
    assert not (project / "x.pptx").exists()


def test_a_pipe_is_neither_read_nor_replaced(podium: Run, project: Path) -> None:
    os.mkfifo(project / "pipe")
    assert podium("check", "pipe").exit_code == 1
    assert podium("build", write(project, GOOD), "-o", "pipe").exit_code == 2
    assert (project / "pipe").is_fifo()


def test_the_outline_is_never_replaced_by_its_deck(podium: Run, project: Path) -> None:
    name = write(project, GOOD)
    assert podium("build", name, "-o", name, "--force").exit_code == 2
    assert (project / name).read_text("utf-8") == GOOD


def test_a_link_stays_a_link(podium: Run, project: Path) -> None:
    (project / "link.pptx").symlink_to(project / "real.pptx")
    assert podium("build", write(project, GOOD), "-o", "link.pptx").exit_code == 0
    assert (project / "link.pptx").is_symlink()
    assert (project / "real.pptx").stat().st_size > 1000


@pytest.mark.parametrize(
    "slide",
    [
        "{chart: A, type: bar, file: blank.csv}",
        "{table: A, file: blank.csv}",
        "{losses: A, file: blank.csv}",
        "{table: A, file: /etc/passwd}",
        '{chart: A, data: {A: {x: 1}, B: "  "}}',
        "{timeline: A, events: [{date: 1939, title: x, figure: {a: 1}}]}",
    ],
)
def test_junk_is_a_finding_and_no_traceback(podium: Run, project: Path, slide: str) -> None:
    write(project, ",,,\n", "blank.csv")
    result = podium("check", write(project, f"title: T\nslides: [{slide}]\n"))
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "root:" not in result.output


def test_a_message_never_repeats_a_whole_book(podium: Run, project: Path) -> None:
    result = podium("check", write(project, f"title: T\nslides: [{{points: A, when: '{'x ' * 5000}'}}]\n"))
    assert result.exit_code == 1
    assert max(map(len, result.output.splitlines())) < 900


def test_a_map_without_a_frame_is_drawn(podium: Run, project: Path) -> None:
    text = "title: T\nslides: [{map: A, territories: east-asia-1931-1941, year: 1939}]\n"
    result = podium("check", write(project, text))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 0
