"""What the pages of a PDF share: opacities, gradients, pictures, fonts and long outlines, each once.

In: what a page needs. Out: the names under which its drawing has them, and the dictionary of a page's names.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from podium.backends.pdf.fonts import Fonts
from podium.backends.pdf.images import image_of
from podium.scene.boxes import Fade, Media

_KINDS = {"F": "Font", "G": "ExtGState", "X": "XObject"}
_EVERYWHERE = (-4000, -4000, 8000, 8000)  # pt: around any page


class Resources:
    """The shared objects of one file, under names whose first letter is their kind."""

    def __init__(self, pdf: Pdf, media: dict[str, Media]) -> None:
        self.pdf, self.media, self.fonts = pdf, media, Fonts()
        self._objects: dict[str, Any] = {}
        self._names: dict[object, str] = {}

    def alpha(self, opacity: float) -> str:
        """The name of the state in which everything is drawn with that opacity."""
        key = ("alpha", round(opacity, 3))
        if key not in self._names:
            state = Dictionary(Type=Name.ExtGState, ca=key[1], CA=key[1], AIS=False)
            self._add(key, "G", state)
        return self._names[key]

    def fade(self, fade: Fade, x: float, y: float, w: float, h: float) -> str:
        """The name of the state in which opacity changes over a rectangle, as a fade has it."""
        key = ("fade", fade.stops, fade.down, x, y, w, h)
        if key not in self._names:
            end = (x, y + h) if fade.down else (x + w, y)
            shading = Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([x, y, *end]), Extend=Array([True, True]),
                Function=_function(fade.stops),
            )  # fmt: skip
            mask = self.form(
                b"/S1 sh",
                (x, y, x + w, y + h),
                Dictionary(Shading=Dictionary(S1=self.pdf.make_indirect(shading))),
                Name.DeviceGray,
            )
            self._add(key, "G", Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=mask)))
        return self._names[key]

    def image(self, key: str) -> str:
        """The name of a picture of the scene's media."""
        if ("image", key) not in self._names:
            self._add(("image", key), "X", image_of(self.pdf, self.media[key]))
        return self._names["image", key]

    def drawing(self, operators: str) -> str:
        """The name of a drawing without names of its own, for those that stand on more than one page."""
        key = ("drawing", operators)
        if key not in self._names:
            self._add(key, "X", self.form(operators.encode(), _EVERYWHERE, Dictionary()))
        return self._names[key]

    def form(
        self, content: bytes, box: tuple[float, float, float, float], names: Any, blended_in: Name | None = None
    ) -> Stream:
        """A drawing as an object of its own; with `blended_in`, its parts are blended before it is drawn."""
        made = self.pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=names)
        if blended_in is not None:
            made.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=blended_in, I=True)
        return made

    def promised(self) -> str:
        """The name of a drawing that is made later, and then given to `keep`."""
        name = f"X{len(self._objects) + 1}"
        self._objects[name] = None
        return name

    def keep(self, name: str, made: Any) -> None:
        """The drawing of a promised name."""
        self._objects[name] = made

    def dictionary(self, names: Iterable[str], fonts: dict[str, Any]) -> Any:
        """The names that a page uses; `fonts` is what `Fonts.embedded` gave."""
        out = Dictionary()
        for name in sorted(names, key=lambda n: (n[0], int(n[1:]))):
            kind = Name(f"/{_KINDS[name[0]]}")
            if kind not in out:
                out[kind] = Dictionary()
            out[kind][Name(f"/{name}")] = fonts[name] if name[0] == "F" else self._objects[name]
        return out

    def _add(self, key: object, kind: str, made: Any) -> None:
        name = self._names[key] = f"{kind}{len(self._objects) + 1}"
        self._objects[name] = self.pdf.make_indirect(made)


def _function(stops: tuple[tuple[float, float], ...]) -> Any:
    """The opacity along a fade, from 0 to 1, as a function that is linear between its stops."""
    ends = sorted(stops)
    if ends[0][0] > 0:
        ends.insert(0, (0.0, ends[0][1]))
    if ends[-1][0] < 1:
        ends.append((1.0, ends[-1][1]))
    parts = [
        Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([a[1]]), C1=Array([b[1]]), N=1)
        for a, b in pairwise(ends)
    ]
    return Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Functions=Array(parts), Bounds=Array([at for at, _ in ends[1:-1]]),
        Encode=Array([0, 1] * len(parts)),
    )  # fmt: skip
