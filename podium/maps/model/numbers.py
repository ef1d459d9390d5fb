"""Numbers on a map, as the outline writes them: `values` of territories, `circles` at places.

In: the YAML under the keys, or a CSV file. Out: frozen models; places are still names or `(lon, lat)`. Numbers are read
as those of charts (`podium.series.table`), uncertain ones included.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, WithJsonSchema

from podium.layout.stage import Stage
from podium.maps.model.classes import LEAST, MOST
from podium.maps.model.parts import Part
from podium.maps.model.stations import Station, reader
from podium.maps.model.values import PlaceField, read_each, read_number, read_points
from podium.outline.fields import TextField
from podium.outline.models import Model, ReadWith, Switch, mistake, read
from podium.outline.quantities import Quantity
from podium.outline.quantity_field import QuantityField
from podium.series.table import DataField, Table, read_file
from podium.themes._map_colours import SIDES

Classes = int | tuple[float, ...]


def read_classes(data: Any) -> Classes:
    """The number of classes, or the bounds between them, which rise."""
    if isinstance(data, (list, tuple)):
        bounds = read_each(data, read_number)
        if not LEAST <= len(bounds) + 1 <= MOST or any(b <= a for a, b in pairwise(bounds)):
            hint = "for example [10, 25, 50]: under 10, 10 to 25, 25 to 50, 50 and more"
            raise mistake(f"the bounds of classes are {LEAST - 1} to {MOST - 1} numbers that rise", "classes", hint)
        return bounds
    count = read_number(data)
    if count != int(count) or not LEAST <= count <= MOST:
        hint = f"a number from {LEAST} to {MOST}, or the bounds between them: [10, 25, 50]"
        raise mistake(f"'{data}' is no number of classes that can be told apart", "classes", hint)
    return int(count)


class Numbers(Model):
    """Numbers by name, in the outline or in a file."""

    other_sides: ClassVar[tuple[str, ...]] = tuple(SIDES)
    about: ClassVar[dict[str, str]] = {
        "data": "`name: number` lines; `~40` and `30-50` are shown as estimates",
        "file": "a CSV file: names in its first column, numbers in another",
        "only": "the column of the file, if it has several",
        "unit": "what is counted, for the legend: `%`, `people`",
        "title": "above the legend",
        "side": "the side or colour",
    }
    data: DataField = None
    file: TextField = ""
    only: TextField = ""
    unit: TextField = ""
    title: TextField = ""
    side: TextField = ""

    def table(self, stage: Stage) -> Table | None:
        """The numbers, None with an error if there are none."""
        if self.file:
            only = (self.only,) if self.only else ()
            found = stage.read_file(self, lambda path: read_file(path, stage.lang, only))
        elif self.data is None:
            stage.error(f"{self.label} needs numbers", self, "", "missing", "add 'data:' with 'name: number' lines")
            return None
        else:
            found = self.data
        if found is not None and len(found.series) > 1:
            hint = f"choose a column with 'only: {found.series[0]}'" if self.file else "give each name one number"
            said = f"{self.label} shows one number for each name, and here are {len(found.series)}"
            stage.error(said, self, "file" if self.file else "data", "shape", hint)
            return None
        return found


class Values(Numbers):
    """Land coloured by a number."""

    label: ClassVar[str] = "'values'"
    about: ClassVar[dict[str, str]] = {
        "classes": "how many (2 to 6; by default 4), or the bounds between them: `[10, 25, 50]`",
        "method": "of computed classes: `natural` breaks (by default), `quantiles`, `equal` intervals",
    }
    classes: Annotated[Classes, ReadWith(read_classes), WithJsonSchema({"type": ["integer", "array"]})] = 4
    method: Literal["natural", "quantiles", "equal"] = "natural"


class Circle(Part):
    """A circle whose area is a number."""

    label: ClassVar[str] = "a circle on a map"
    about: ClassVar[dict[str, str]] = {
        "at": "where: a place or `[lon, lat]`",
        "label": "its name, by default that of the place",
        "number": "how much: `2.1 million`, `~40`",
    }
    at: PlaceField = None
    words: TextField = Field("", alias="label")
    number: QuantityField = None


class Circles(Numbers):
    """Circles at places, their areas in proportion to numbers."""

    label: ClassVar[str] = "'circles'"
    about: ClassVar[dict[str, str]] = {
        "at": "`{at, label, number, side, step}` of circles with more than a name and a number",
        "largest": "the diameter of the largest in pt; by default 1/13 of the map's width",
        "legend": "`false`: no circles in the corner that show how much they are",
    }
    places: Annotated[
        tuple[Circle, ...],
        ReadWith(lambda data: read_each([data] if isinstance(data, dict) else data, lambda e: read(Circle, e))),
        WithJsonSchema({"type": "array"}),
    ] = Field((), alias="at")
    legend: Switch | None = None
    largest: Annotated[float, ReadWith(read_points)] = 0.0


class FlowStation(Station):
    """A place that a flow passes."""

    about: ClassVar[dict[str, str]] = {
        "number": "how many go on from here, or arrive at the last; none: as many as before",
    }
    number: QuantityField = None


class Flow(Part):
    """People or goods on their way: a band as wide as they are many."""

    label: ClassVar[str] = "a flow on a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its words",
        "stations": "the places in order, with numbers: `[{at: Kaunas, number: 422000}, Moscow: 100000]`",
        "unit": "what is counted: `men`",
        "width": "of the band of the largest number of all flows, in pt; by default 1/17 of the map's width",
    }
    words: TextField = Field("", alias="label")
    stations: Annotated[
        tuple[FlowStation, ...],
        ReadWith(lambda data: read_each(data, reader(FlowStation, "number"))),
        WithJsonSchema({"type": "array"}),
    ] = ()
    unit: TextField = ""
    width: Annotated[float, ReadWith(read_points)] = 0.0


def row_of(table: Table, n: int) -> str:
    """Where a name stands in a file: "row 3: ", "" for the outline's own data."""
    return f"row {table.sources[n][0][0]}: " if table.sources else ""


def quantities(table: Table) -> Sequence[Quantity | None]:
    """The numbers of a table in the order of its names."""
    return [row[0] if row else None for row in table.cells]
