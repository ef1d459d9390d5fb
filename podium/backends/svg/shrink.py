"""Pictures no larger than a screen shows.

In: a picture and how wide it stands on a slide. Out: the picture for a screen of `SCREEN` pixels, of so many pixels that
it stays sharp when a zoom makes it twice as large; photos as WebP, which every browser of the last years shows.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from podium import cache
from podium.scene.boxes import Media

SCREEN = 1920  # pixels, the width of a projector's picture
_CLOSER = 2  # how far a zoom comes without loss
_QUALITY = 82  # of a photo: no difference can be seen beside the original at this size
_METHOD = 6  # of the encoder: 6 takes longest and makes the smallest files
_WORTH = 0.8  # of the bytes; a file that would be larger than that stays as it is
_MODES = frozenset({"L", "RGB", "RGBA"})
_KEPT = 200_000_000  # bytes in the cache
_SMALL = 30_000  # bytes that are not worth the time


def shrunk(media: Media, share: float) -> Media:
    """The picture that stands on `share` of the slide's width; itself where little would be gained."""
    if media.ending not in ("jpg", "jpeg", "png") or len(media.data) < _SMALL:
        return media
    most = min(SCREEN, max(1, round(share * SCREEN * _CLOSER)))
    place = _place(media, most)
    data = cache.load(place)
    if data is None:
        data = _encoded(media, most)
        cache.save(place, data, _KEPT)
    return Media(media.key, data, "webp") if data else media


def _place(media: Media, most: int) -> Path:
    """Where the result is kept between runs."""
    from PIL import __version__

    made_by = repr((most, _QUALITY, _METHOD, _WORTH, sorted(_MODES), __version__)).encode()
    return cache.folder("pictures") / f"{hashlib.blake2b(made_by + media.data, digest_size=16).hexdigest()}.webp"


def _encoded(media: Media, most: int) -> bytes:
    """The picture as WebP with at most so many pixels in its width; b"" if it had better stay as it is."""
    from PIL import Image, features

    if not features.check("webp"):
        return b""
    with Image.open(io.BytesIO(media.data)) as image:
        profile = image.info.get("icc_profile")
        if image.mode not in _MODES or "transparency" in image.info or (profile and image.mode == "L"):
            return b""  # WebP has no palettes, no transparent colours and no greys
        wide = min(image.width, most)
        high = max(1, round(image.height * wide / image.width))
        fitted = image.resize((wide, high), Image.Resampling.LANCZOS) if wide < image.width else image
        out = io.BytesIO()
        fitted.save(
            out,
            "WEBP",
            quality=_QUALITY,
            method=_METHOD,
            lossless=media.ending == "png",
            exact=True,
            icc_profile=profile,
        )
    data = out.getvalue()
    return data if len(data) < _WORTH * len(media.data) else b""
