"""`python -m podium.maps.derive DATA [OUT]`: in, a folder of unpacked packages; out, the files of
podium/data/maps/."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from podium.data import MAPS
from podium.maps.derive.countries import derive_countries
from podium.maps.derive.gazetteer import derive_gazetteer
from podium.maps.derive.relief import derive_relief
from podium.maps.derive.river_names import derive_river_names
from podium.maps.derive.rivers import derive_rivers
from podium.maps.derive.sources import Sources
from podium.maps.derive.units import derive_units
from podium.maps.derive.water import derive_lakes


def main(arguments: list[str]) -> int:
    """Derive everything; print what each step took. Returns the exit code."""
    if not arguments:
        print(__doc__)
        return 2
    sources = Sources(Path(arguments[0]))
    out = Path(arguments[1]) if len(arguments) > 1 else MAPS
    out.mkdir(parents=True, exist_ok=True)
    steps = (derive_units, derive_countries, derive_lakes, derive_rivers, derive_relief, derive_gazetteer)
    for step in (*steps, derive_river_names):
        start = time.perf_counter()
        step(sources, out)
        print(f"{step.__name__:18s} {time.perf_counter() - start:5.1f} s")
    if out.resolve() == MAPS:  # with the new atlas, which this process may have opened before
        subprocess.run([sys.executable, "-m", "podium.maps.derive.prepared_sets"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
