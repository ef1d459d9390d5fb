"""LibreOffice in tests: what it draws of decks, drawn once in a run."""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from talk import read, shared_folder

Drawn = Callable[[Sequence[Path]], list[Path]]


def drawing(soffice: str, factory: pytest.TempPathFactory) -> Drawn:
    """`drawn([outline, …])`: the decks of these outlines as PDF, as LibreOffice exports them: without hidden slides.

    All outlines of a call are drawn in one start; who asks for the same again, in another worker too, gets the same
    files.
    """

    def drawn(outlines: Sequence[Path]) -> list[Path]:
        folder = shared_folder(factory, "drawn by LibreOffice")
        folder = folder / "-".join(outline.stem for outline in outlines)
        folder.mkdir(exist_ok=True)
        made = [folder / f"{outline.stem}.pdf" for outline in outlines]
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not all(file.exists() for file in made):
                _draw(soffice, folder, outlines)
        return made

    return drawn


def _draw(soffice: str, folder: Path, outlines: Sequence[Path]) -> None:
    from podium.backends.pptx.write import write

    decks: list[Any] = []
    for outline in outlines:
        scene = read(outline).scene
        assert scene is not None
        decks.append(folder / f"{outline.stem}.pptx")
        write(scene, decks[-1])
    command = [soffice, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *decks], capture_output=True, check=True, timeout=240)
