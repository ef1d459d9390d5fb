"""Video and sound inside the HTML file.

In: a scene. Out: where each page plays what, and the clips as text, each once. As in PowerPoint, a recording is played by
the click after the last that shows something.
"""

from __future__ import annotations

import base64
from typing import Any

from podium.scene.boxes import Recording, Scene, every_box
from podium.scene.units import EMU_PER_PT

LARGE = 100_000_000  # bytes; browsers open a file that is much larger slowly, or not at all
_TYPES = {"mp4": "video/mp4", "m4a": "audio/mp4", "mp3": "audio/mpeg", "wav": "audio/wav"}


def too_large(scene: Scene) -> int:
    """The bytes of all recordings if they are more than an HTML file can hold, else 0."""
    size = sum(clip.size for clip in scene.clips.values())
    return size if size > LARGE else 0


def plays(scene: Scene) -> list[list[dict[str, Any]]]:
    """For each page its recordings: the number of the clip, its box in points, times in milliseconds."""
    if too_large(scene):
        return [[] for _ in scene.pages]
    numbers = {key: n for n, key in enumerate(scene.clips)}
    return [
        [
            {
                "clip": numbers[box.clip], "sound": box.sound, "start": box.start, "end": box.end, "loop": box.loop,
                "box": [round(v / EMU_PER_PT, 2) for v in box.rect], "alt": box.alt,
            }
            for box in every_box(page.boxes)
            if isinstance(box, Recording)
        ]
        for page in scene.pages
    ]  # fmt: skip


def clips(scene: Scene) -> str:
    """The clips as elements that no browser runs or shows."""
    if too_large(scene):
        return ""
    return "".join(
        f'<script type="text/plain" id="_clip-{n}" data-type="{_TYPES[clip.ending]}">'
        f"{base64.b64encode(clip.path.read_bytes()).decode()}</script>"
        for n, clip in enumerate(scene.clips.values())
    )
