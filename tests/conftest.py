"""Fixtures: an outline text becomes a scene, a deck, findings, or a run of the command line."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from office import Drawn, drawing
from sampling import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from talk import Talk, read
from thorough import examples


def pytest_collectstart() -> None:
    """While thousands of tests are collected nothing is looked through for garbage, for all of them stay."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Tests and modules stay: to look through them takes as long as many a test, in each full collection."""
    gc.freeze()
    gc.enable()


# For tests that say nothing of their own; how long something takes on a busy machine is no mistake.
settings.register_profile(
    "podium", settings(), max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("podium")


@pytest.fixture
def lecture(tmp_path: Path) -> Callable[..., Talk]:
    """`lecture(outline text)`: the outline read and laid out in a project folder of its own."""

    def make(text: str | bytes, name: str = "talk") -> Talk:
        source = tmp_path / "slides_src" / f"{name}.yaml"
        source.parent.mkdir(exist_ok=True)
        (tmp_path / "images").mkdir(exist_ok=True)
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(source)

    return make


@pytest.fixture
def slide(lecture: Callable[..., Talk]) -> Callable[..., Talk]:
    """`slide(yaml of one slide)`: a lecture titled "Talk" with only this slide and the cover."""

    def make(text: str, head: str = "") -> Talk:
        body = "\n".join("    " + line for line in text.strip("\n").splitlines())
        return lecture(f"title: Talk\ncredits: false\n{head}slides:\n  -\n{body}\n")

    return make


@pytest.fixture
def deck(lecture: Callable[..., Talk]) -> Callable[..., Talk]:
    """`deck(outline text)`: as `lecture`, and the deck is written."""

    def make(text: str, name: str = "talk") -> Talk:
        from podium.backends.pptx.write import write

        made = lecture(text, name)
        assert made.scene is not None, made.messages
        assert not made.report.failed, made.messages
        write(made.scene, made.path)
        return made

    return make


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for folder in ("slides_src", "images", "output"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def podium(project: Path) -> Callable[..., Result]:
    """`podium("build", …)` in an empty project; a traceback fails the test."""
    from podium.cli import main

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice; without it the test is skipped, but not in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found and os.environ.get("CI"):
        pytest.fail("LibreOffice is missing")
    if not found:
        pytest.skip("LibreOffice is missing")
    return found


@pytest.fixture(scope="session")
def drawn_by_libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return drawing(soffice, tmp_path_factory)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; a module's own, for its event loop would be in the way of others'."""
    from playwright.sync_api import sync_playwright

    program = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    assert program, "no Chromium here"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
