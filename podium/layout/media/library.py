"""The recordings of a deck: looked up by name, checked, and carried once.

In: a file name from the outline and the block that names it. Out: what it is, and the clip that the scene carries; or
None with a finding: a warning if it is not there yet, an error if it cannot be played.
"""

from __future__ import annotations

from typing import NamedTuple

from podium import files
from podium.layout.media.containers import Contents, Unplayable, contents
from podium.layout.stage import Stage
from podium.outline.models import Model
from podium.outline.project import NotThere, Refused
from podium.scene.boxes import Clip

ENDINGS = frozenset([".mp4", ".m4v", ".m4a", ".mp3", ".wav"])
MAX_BYTES = 2_000_000_000  # PowerPoint's own limit for what it embeds is not much higher
LARGE = 100_000_000  # bytes in a deck, from which it is hard to mail and slow to open
_FOLDERS = ("media", "images")


class Recording(NamedTuple):
    """A video or sound recording that can be played: the key of its clip, and what is known of it."""

    clip: str
    about: Contents


def find(file: str, owner: Model, stage: Stage) -> Recording | None:
    """The recording named `file`, or None with a finding at `file` of `owner`."""
    project = stage.outline.project
    folders = dict.fromkeys((*(p / f for f in _FOLDERS for p in (project.folder, project.root)), project.folder))
    try:
        found = project.find(file, tuple(folders), ENDINGS)
        with files.opened(found.path, MAX_BYTES) as (opened, size):
            about = contents(opened, size)
    except (NotThere, FileNotFoundError) as e:
        hint = getattr(e, "hint", "") or "put the file in media/ or images/; until then the slide shows a plate"
        stage.warn(f"the recording '{file}' is not there yet", owner, "file", "missing-media", hint)
        return None
    except (Refused, Unplayable, files.Unreadable) as e:
        hint = e.hint or "use a shorter or smaller copy"
        stage.error(f"the recording '{file}' {e}", owner, "file", "bad-media", hint)
        return None
    if found.note:
        stage.warn(f"the name of the recording '{file}' is spelled differently", owner, "file", "file-name", found.note)
    if about.codec:
        message = f"the video '{file}' is in {about.codec}, which PowerPoint cannot play on many computers"
        hint = "convert it to MP4 (H.264), for example with HandBrake or 'ffmpeg -i FILE -pix_fmt yuv420p NEW.mp4'"
        stage.warn(message, owner, "file", "rare-codec", hint)
    return Recording(_carried(Clip(str(found.path), found.path, about.ending, size), file, owner, stage), about)


def _carried(clip: Clip, file: str, owner: Model, stage: Stage) -> str:
    """The key of the clip, with a warning if it makes the deck large."""
    if clip.key not in stage.clips:
        before = sum(c.size for c in stage.clips.values())
        stage.clips[clip.key] = clip
        after = before + clip.size
        if before <= LARGE < after:
            stage.warn(
                f"with '{file}' the recordings in this deck have {after / 1_000_000:,.0f} MB",
                owner,
                "file",
                "large-media",
                "cut the file to what is shown (PowerPoint keeps what 'start' and 'end' leave out), or compress it",
            )
    return clip.key
