"""`present`: the deck with its notes, on this machine and by the printed address only."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import Result
from talk import ROOT

TALK = """title: A talk
slides:
  - points: First claims
    id: first
    notes: For my eyes only
    items: [One, Two]
"""


class Run:
    """`podium present` as a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, str(ROOT / "generate.py"), "present", "talk.yaml", "--no-open"]
        environment = {**os.environ, "PODIUM_CACHE": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", self.said)
        assert found, self.said
        self.address = found[0]

    def ask(self, path: str = "", host: str = "") -> tuple[int, str]:
        at = urlsplit(self.address)
        connection = HTTPConnection("127.0.0.1", at.port or 0, timeout=20)
        connection.request("GET", path or at.path, headers={"Host": host or at.netloc})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def end(self) -> int:
        """Ctrl-C. Returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    (tmp_path / "talk.yaml").write_text(TALK, "utf-8")
    made = Run(tmp_path)
    yield made
    if made.process.poll() is None:
        made.end()


def test_the_printed_address_has_the_deck_with_its_notes_and_no_other_has(run: Run) -> None:
    status, text = run.ask()
    assert status == 200
    assert "For my eyes only" in text
    for path in ("/", "/x/", f"{urlsplit(run.address).path}talk.yaml"):
        status, text = run.ask(path)
        assert status == 404
        assert "For my eyes only" not in text
    assert run.ask(host="example.org")[0] == 403
    assert sorted(p.name for p in run.folder.iterdir()) == ["cache", "talk.yaml"]
    assert run.end() == 130
    again = Run(run.folder)  # a page that is still open finds it
    assert again.address == run.address
    assert again.end() == 130


def test_mistakes_are_said_and_nothing_is_served(podium: Callable[..., Result], project: Path) -> None:
    (project / "bad.yaml").write_text("title: T\nslides: [{points: A, itmes: [a]}]\n")
    result = podium("present", "bad.yaml")
    assert result.exit_code == 1
    assert "unknown key 'itmes'" in result.stderr
    assert "http:" not in result.stdout


def test_it_loads_nothing_of_the_preview(tmp_path: Path) -> None:
    code = (
        "import sys; import podium.commands.present, podium.presenting.server, podium.backends.svg.html\n"
        "print([m for m in sys.modules if m.startswith(('podium.preview', 'watchfiles', 'podium.maps'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
