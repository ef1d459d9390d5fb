"""What a map is about follows from the slide's headline."""

from __future__ import annotations

from typing import Any

import pytest

from podium.maps.model.claim import hero_of
from podium.maps.model.keys import MapModel
from podium.outline.models import read

TWO = {"events": [{"title": "Verdun"}, {"title": "The Somme"}]}
TOWNS = {"cities": ["Paris", "Verdun", "Nord"]}


@pytest.mark.parametrize(
    ("keys", "headline", "leads"),
    [
        (TWO, "At Verdun nothing was won", ("events", 0)),
        (TWO, "Verdun and **the Sommé** in one year", None),
        (TWO, "Verdunois", None),
        (TWO | {"units": [{"label": "Fifth Army"}]}, "The Fifth Army at Verdun", None),
        (TWO | TOWNS, "At Verdun nothing was won", ("events", 0)),  # the battle, which is called as the town is
        (TWO | TOWNS, "Paris held", ("cities", 0)),
        ({"cities": ["Halha", "Halha River"]}, "The Halha River was the border", ("cities", 1)),
        ({"events": [{"title": "Verdun"}]}, "A war", ("events", 0)),
        ({"events": [{"title": "Verdun"}]} | TOWNS, "Paris held", ("cities", 0)),
        ({"arrows": [{"label": "The way", "from": "Paris", "to": "Rome"}] * 2}, "The way", None),
        ({"events": [{"title": "卢沟桥事变"}, {"title": "西安"}]}, "一九三六年的西安，蒋介石被扣留", ("events", 1)),
        ({"cities": ["Ham", "Hamburg"]}, "From Ham to Hamburg", None),  # two towns, not one name in another
        ({"cities": ["東京", "京"]}, "東京はどこですか", ("cities", 0)),
    ],
)
def test_what_the_headline_names_leads(keys: dict[str, Any], headline: str, leads: tuple[str, int] | None) -> None:
    assert hero_of(read(MapModel, keys), headline) == leads
