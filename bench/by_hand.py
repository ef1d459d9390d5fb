"""The load by python-pptx's stock API, as its documentation shows it: by_hand.py LOAD SLIDES FOLDER OUT"""

from __future__ import annotations

import sys
from pathlib import Path

import loads
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches


def main(load: str, slides: str, folder: str, out: str) -> None:
    deck = Presentation()
    text, title_only = deck.slide_layouts[1], deck.slide_layouts[5]
    for i in range(1, int(slides) + 1):
        slide = deck.slides.add_slide(text if load in ("text", "notes") else title_only)
        slide.shapes.title.text = loads.headline(i)
        if load in ("text", "notes"):
            first, *others = loads.lines(i)
            frame = slide.placeholders[1].text_frame
            frame.text = first
            for line in others:
                frame.add_paragraph().text = line
            if load == "notes":
                slide.notes_slide.notes_text_frame.text = loads.NOTE
        elif load == "picture":
            slide.shapes.add_picture(str(Path(folder, loads.picture(i))), Inches(1), Inches(1.8), height=Inches(5))
        else:
            data = CategoryChartData()
            data.categories = [str(y) for y in loads.YEARS]
            for name, values in loads.chart(i).items():
                data.add_series(name, values)
            slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1.8), Inches(8), Inches(5), data)
    deck.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
