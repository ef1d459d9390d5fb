"""The names of files that have one slide each.

In: a scene and the ending of the files. Out: a name for each slide.
"""

from __future__ import annotations

from podium.scene.boxes import Scene


def page_names(scene: Scene, ending: str) -> list[str]:
    """07-lytton.svg for the seventh slide, whose id is lytton."""
    digits = max(2, len(str(len(scene.pages))))
    return [f"{number:0{digits}}-{page.id}.{ending}" for number, page in enumerate(scene.pages, 1)]
