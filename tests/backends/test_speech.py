"""How times and cues are told, in every back-end alike."""

from __future__ import annotations

import pytest

from podium.scene.speech import clock, cues, length


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (59.6, "1:00"), (750, "12:30"), (4500, "75:00")])
def test_a_clock(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@pytest.mark.parametrize(("seconds", "said"), [(45.4, "45 s"), (89.4, "89 s"), (89.6, "2 min"), (150, "2 min")])
def test_a_length(seconds: float, said: str) -> None:
    assert length(seconds) == said


def test_cues_are_short_and_have_no_bracket_within() -> None:
    assert cues("Now. [click] Then [a [pause]") == [
        ("Now. ", False), ("[click]", True), (" Then [a ", False), ("[pause]", True),
    ]  # fmt: skip
    assert cues("No cue, nor [" + "x" * 31 + "]") == [("No cue, nor [" + "x" * 31 + "]", False)]
