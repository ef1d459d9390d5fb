"""How long the preview takes from a save to the repainted slide, measured in the page (`python bench/preview.py`).

In: nothing. Out: the median and the worst time in ms for edits of a word in the lecture and in 25 slides of text, in
headless Chromium; how much of it podium took. Needs Chromium and playwright (`requirements/dev.txt`).
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from loads import outline
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
EDITS = 20
_READY = "() => window.podium?.times.length && window.podium.state.pages.every(p => !p.waiting)"
_PAINTED = "version => window.podium.times.some(t => t.version >= version)"


def wait(page: Page, condition: str, *given: int) -> None:
    """Until a condition holds; the page's policy allows no script that polls."""
    while not page.evaluate(condition, *given):
        time.sleep(0.02)


def measured(path: Path, word: str, page: Page) -> tuple[list[float], list[float]]:
    """The ms from each save to the paint, and those in which podium laid the deck out."""
    command = [sys.executable, str(ROOT / "generate.py"), "preview", str(path), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address is not None
            page.goto(address[0])
            wait(page, _READY)
            time.sleep(2)
            text = path.read_text("utf-8")
            for n in range(EDITS + 2):
                version = page.evaluate("window.podium.state.version") + 1
                path.write_text(text.replace(word, f"{word}{'.' * (n % 9 + 1)}", 1), "utf-8")
                wait(page, _PAINTED, version)
                time.sleep(0.3)
            times = page.evaluate("window.podium.times")[-EDITS:]
        finally:
            server.terminate()
    return [t["painted"] - t["saved"] for t in times], [t["laidOut"] for t in times]


def main() -> None:
    """Prints a line for each deck."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        shutil.copytree(ROOT / "slides_src", folder / "slides_src")
        (folder / "images").mkdir()
        text = folder / "slides_src" / "text.yaml"
        text.write_text(outline("text", 25), "utf-8")
        lecture = folder / "slides_src" / "soviet-japanese-border-war.yaml"
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path, word in ((lecture, "Only in cavalry"), (text, "Slide 12")):
            painted, laid_out = measured(path, word, browser.new_page())
            print(
                f"{path.stem}: save to paint {statistics.median(painted):.0f} ms median, {max(painted):.0f} at most;"
                f" of that laying out {statistics.median(laid_out):.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
