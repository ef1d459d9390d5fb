"""Pictures and recordings of a slide: their bytes, cropped as on the slide, and what describes them.

In: a `p:pic`, or a shape that is filled with a picture. Out: exhibits of the model.
"""

from __future__ import annotations

import io
import re
from typing import Any

from podium.importing import rich
from podium.importing.model import Lost, Picture, Recording
from podium.importing.readers import images
from podium.importing.readers.deck.text import A, R
from podium.importing.shelf import ending_of

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_PLAYED = (".mp4", ".m4a", ".m4v", ".mov", ".mp3", ".wav")
_LEAST_CROP = 0.01  # of a side: less is not seen
_AUTOMATIC = re.compile(
    r"^(?:picture|image|bild|grafik|imagen|immagine|рисунок|图片|content placeholder|picture placeholder|google shape;)"
    r"\s*[\d;p.]*$|\.(?:jpe?g|png|gif|emf|wmf|tiff?|bmp)$|generated|automatisch",
    re.IGNORECASE,
)


def described(element: Any) -> str:
    """The alternative text of a shape, "" if nobody wrote one."""
    for properties in element.iter():
        if str(properties.tag).endswith("}cNvPr"):
            alt = rich.clean(properties.get("descr") or properties.get("title") or "").strip()
            return "" if _AUTOMATIC.search(alt.partition("\n")[0]) and len(alt) < 60 else alt
    return ""


def read(element: Any, part: Any, name: str, origin: str) -> list[Picture | Recording | Lost]:
    """What a picture on a slide is; `part` is the slide's, `name` what its file may be called."""
    alt = described(element)
    named = alt[:60] or name
    picture = _picture(element, part, named, alt, origin)
    recording = _recording(element, part, named, alt, origin, picture)
    return [recording] if recording is not None else [picture] if picture is not None else []


def _picture(element: Any, part: Any, name: str, alt: str, origin: str) -> Picture | Lost | None:
    blip = next(element.iter(f"{A}blip"), None)
    if blip is None:
        return None
    target = target_of(part, blip.get(f"{R}embed"))
    if target is None:
        linked = _external(part, blip.get(f"{R}link"))
        remark = (
            f"the picture was not in the deck, but linked: {linked}" if linked else "the picture is not in the deck"
        )
        return Picture(f"{name}.jpg", None, alt=alt, origin=origin, remark=rich.clean(remark))
    data = target.blob
    named = f"{name}{ending_of(data, str(target.partname))}"
    return images.picture(named, _cropped(data, element), alt=alt, origin=origin)


def target_of(part: Any, relation: str | None) -> Any:
    """The part that a relation leads to; None for none, one outside of the deck, or a broken one."""
    try:
        rel = part.rels[relation] if relation else None
        return None if rel is None or rel.is_external else rel.target_part
    except KeyError:
        return None


def _external(part: Any, relation: str | None) -> str:
    try:
        rel = part.rels[relation] if relation else None
    except KeyError:
        return ""
    return str(rel.target_ref).rpartition("/")[2] if rel is not None and rel.is_external else ""


def _cropped(data: bytes, element: Any) -> bytes:
    """The picture as far as the slide shows it."""
    edges = next(element.iter(f"{A}srcRect"), None)
    if edges is None:
        return data
    cuts = [_share(edges.get(side)) for side in "ltrb"]
    left, top, right, bottom = (max(0.0, cut) for cut in cuts)
    if max(left, top, right, bottom) < _LEAST_CROP or left + right > 0.98 or top + bottom > 0.98:
        return data
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = image.format
            width, height = image.size
            if kind not in ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP") or width * height > 120_000_000:
                return data
            box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
            made = io.BytesIO()
            cut = image.crop(box)
            profile = image.info.get("icc_profile")
            cut.save(
                made,
                kind,
                **({"quality": 95} if kind == "JPEG" else {}),
                **({"icc_profile": profile} if profile else {}),
            )
            return made.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data


def _share(value: str | None) -> float:
    """A share of a side, which is written in thousandths of a percent, or with a sign of it."""
    text = (value or "0").rstrip("%")
    try:
        return float(text) / (100 if (value or "").endswith("%") else 100_000)
    except ValueError:
        return 0.0


def _recording(
    element: Any, part: Any, name: str, alt: str, origin: str, poster: Picture | Lost | None
) -> Recording | Lost | None:
    """The video or sound behind a picture."""
    link = next(
        (el for el in element.iter(f"{A}videoFile", f"{A}audioFile", f"{A}quickTimeFile", f"{A}wavAudioFile")), None
    )
    if link is None:
        return None
    media = next(element.iter(f"{P14}media"), None)
    target = target_of(part, media.get(f"{R}embed") if media is not None else link.get(f"{R}link"))
    words = (rich.plain(alt),) if alt else ()
    if target is None:
        where = _external(part, link.get(f"{R}link"))
        return Lost(f"a recording that is not in the deck{f' ({rich.clean(where)})' if where else ''}", words, origin)
    ending = str(target.partname.ext).lower()
    if not ending.startswith("."):
        ending = f".{ending}"
    if ending not in _PLAYED:
        return Lost(f"a recording of the kind {ending}", words, origin)
    picture = poster if isinstance(poster, Picture) else None
    return Recording(f"{name}{ending}", target.blob, picture, alt, origin)
