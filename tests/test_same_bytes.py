"""The same outline gives the same bytes on every Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Since Python 3.12 `sum` adds floats more exactly than before: geometry that comes from it differs by an EMU.
SUMS = """
import builtins, sys
sys.path.insert(0, {root!r})
plain = builtins.sum
def sum(values, start=0, /):
    total = plain(values, start)
    caller = sys._getframe(1).f_code.co_filename
    line = sys._getframe(1).f_lineno
    assert not (type(total) is float and {package!r} in caller), f"{{caller}}:{{line}}: use math.fsum"
    return total
builtins.sum = sum
from podium.cli import main
main(["build", {outline!r}, "-q", "-o", {deck!r}])
"""


@pytest.mark.parametrize("name", ["night-sampler", "soviet-japanese-border-war"])
def test_no_length_comes_from_a_sum_of_floats(tmp_path: Path, name: str) -> None:
    outline, deck = ROOT / "slides_src" / f"{name}.yaml", tmp_path / "x.pptx"
    code = SUMS.format(root=str(ROOT), package=f"{os.sep}podium{os.sep}", outline=str(outline), deck=str(deck))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert deck.exists(), done.stderr[-1500:]


def test_two_hash_seeds_and_two_folders(tmp_path: Path) -> None:
    decks = []
    for n in (1, 2):
        folder = tmp_path.joinpath(f"{n}", *["deep"] * n)
        folder.mkdir(parents=True)
        env = {**os.environ, "PYTHONHASHSEED": str(n), "PODIUM_CACHE": str(folder / "cache")}
        command = [sys.executable, str(ROOT / "generate.py"), "build", str(ROOT / "slides_src" / "night-sampler.yaml")]
        subprocess.run([*command, "-q", "-o", "x.pptx"], cwd=folder, env=env, capture_output=True, check=True)
        decks.append((folder / "x.pptx").read_bytes())
    assert decks[0] == decks[1]
