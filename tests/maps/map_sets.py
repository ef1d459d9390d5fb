"""Names of the shipped sets, for the map tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from podium.maps.territories.evaluation import Borders

EAST_ASIA, EASTERN_EUROPE = "east-asia-1931-1941", "eastern-europe-1939-1941"
OWN = Path(__file__).parents[2] / "slides_src" / "territories"
TURKEY, KHASAN = OWN / "turkey-1923.yaml", OWN / "lake-khasan-1938.yaml"

State = Callable[[str, Any], Borders]
