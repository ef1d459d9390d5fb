"""What people call keys and kinds that podium calls otherwise, so that a natural guess is answered with the right name.

In: a name that is unknown, and those that are known at its place. Out: a hint, and what was surely meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from podium.diagnostics import closeness, did_you_mean

_SURE = 0.75  # likeness of two names (`difflib`) from which one is taken for the other

OTHERS: dict[str, tuple[str, ...]] = {
    "abschnitte": ("sections",),
    "answers": ("items",),
    "attribution": ("credit", "by"),
    "audio": ("media", "file"),
    "auteur": ("author",),
    "author": ("by",),
    "autor": ("author",),
    "bars": ("chart", "data"),
    "bibliography": ("sources",),
    "bild": ("image", "file"),
    "body": ("text", "items"),
    "bullets": ("points", "items"),
    "cards": ("points", "items"),
    "carte": ("map",),
    "choices": ("answers",),
    "chronology": ("timeline", "events"),
    "cita": ("quote",),
    "citation": ("quote", "source"),
    "citazione": ("quote",),
    "colors": ("fill",),
    "colours": ("fill",),
    "comparison": ("compare",),
    "content": ("text", "items"),
    "contents": ("text", "items"),
    "copyright": ("credit",),
    "correct": ("answer",),
    "credits": ("credit",),
    "date": ("when", "year"),
    "dates": ("events", "timeline"),
    "datum": ("date", "when"),
    "definitions": ("terms",),
    "description": ("alt", "text"),
    "diagram": ("chart",),
    "diagramm": ("chart",),
    "duration": ("minutes",),
    "entries": ("items",),
    "film": ("media", "file"),
    "folien": ("slides",),
    "footer": ("foot",),
    "footnote": ("foot",),
    "frage": ("question",),
    "frise": ("timeline",),
    "from": ("by",),
    "glossary": ("terms",),
    "graph": ("chart",),
    "header": ("columns", "title"),
    "headers": ("columns",),
    "heading": ("title", "name"),
    "headings": ("columns",),
    "image": ("file", "picture"),
    "imagen": ("image", "file"),
    "img": ("image", "file"),
    "immagine": ("image", "file"),
    "jahr": ("year", "date", "when"),
    "karte": ("map",),
    "label": ("name", "title"),
    "language": ("lang",),
    "langue": ("lang",),
    "licence": ("credit",),
    "license": ("credit",),
    "list": ("points", "items"),
    "mapa": ("map",),
    "name": ("title", "label"),
    "notizen": ("notes",),
    "options": ("answers",),
    "order": ("items",),
    "orte": ("cities",),
    "path": ("file",),
    "person": ("portrait", "name"),
    "persons": ("people", "items"),
    "photo": ("image", "file", "picture"),
    "photograph": ("image", "file", "picture"),
    "picture": ("image", "file"),
    "places": ("cities",),
    "plot": ("chart",),
    "punkte": ("points",),
    "puntos": ("points",),
    "quelle": ("source",),
    "quellen": ("sources",),
    "quotation": ("quote", "text"),
    "references": ("sources",),
    "section": ("title",),
    "seiten": ("sides",),
    "slide": ("points",),
    "solution": ("answer",),
    "sound": ("media", "file"),
    "speaker": ("by", "author"),
    "speaker_notes": ("notes",),
    "sprache": ("lang",),
    "src": ("file",),
    "städte": ("cities",),
    "tabelle": ("table",),
    "tabla": ("table",),
    "tableau": ("table",),
    "teacher": ("author",),
    "titel": ("title",),
    "titre": ("title",),
    "towns": ("cities",),
    "untertitel": ("subtitle",),
    "video": ("media", "file"),
    "villes": ("cities",),
    "vocabulary": ("terms",),
    "year": ("date", "when"),
    "zeitleiste": ("timeline",),
    "zeitstrahl": ("timeline",),
    "zitat": ("quote",),
    "карта": ("map",),
    "таблица": ("table",),
    "цитата": ("quote",),
}
"""Names that are none of podium's at the place where they stand, each with what may be meant, the likeliest first."""


def hint_for(word: str, known: Iterable[str], given: Collection[str] = ()) -> tuple[str, str]:
    """What to write instead of an unknown name, as a hint; and the name that was surely meant, or "". None of those
    that are `given` already can be meant."""
    names = {name for name in known if name not in given}
    for other in OTHERS.get(word.strip().lower().replace(" ", "_").replace("-", "_"), ()):
        if other in names:
            return f"did you mean '{other}'?", other
    near, likeness = closeness(word, names)
    return did_you_mean(word, names), near if likeness >= _SURE else ""
