"""What could be better in an outline without being wrong, for `check`: each finding has a code and can be switched off.

In: an outline. Out: warnings in the report. They are careful: a finding that is wrong more often than right would teach
lecturers not to read any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from podium.diagnostics import Report
from podium.outline import footnotes, inline
from podium.outline.checks import models_below
from podium.outline.deck import Outline, Section
from podium.outline.models import Model
from podium.outline.nodes import Mapping, Place, every_text
from podium.outline.picture import Picture
from podium.outline.slide import Slide

CODES = ("empty", "label-headline", "two-spellings", "uncited-source", "no-alt", "no-credit")
# Kinds whose headline is a question, a quotation, a name or a figure.
_NO_CLAIM = frozenset({"question", "quote", "number", "quiz", "summary", "portrait", "image", "terms", "people"})
# What a label begins with, by language; a claim may begin so too if it goes on with a verb.
_LABELS = {
    "en": "aftermath|agenda|aims|appendix|background|biography|causes|chronology|conclusions?|consequences|context"
    "|course|definitions?|discussion|effects|events|examples?|facts|findings|goals|history|implications|introduction"
    "|key points|legacy|literature|losses|map|methods?|motives|objectives|origins|outline|overview|participants"
    "|questions|reasons|references|results|sources|strategy|summary|timeline|topics",
    "de": "abschluss|auswirkungen|ausblick|beispiele?|chronologie|definition(?:en)?|einführung|einleitung|entwicklung"
    "|ergebnisse?|ereignisse|fazit|folgen|fragen|gliederung|gründe|hintergrund|hintergründe|inhalt|karte|kontext|literatur"
    "|methoden?|motive|quellen|rückblick|schluss|thesen|überblick|übersicht|ursachen|verlauf|verluste|vorgeschichte"
    "|zeitleiste|ziele|zusammenfassung",
    "fr": "aperçu|bilan|carte|causes|chronologie|conclusion|conséquences|contexte|introduction|objectifs|origines|plan"
    "|résumé|sommaire|sources",
    "es": "antecedentes|causas|conclusiones|conclusión|consecuencias|contexto|cronología|fuentes|introducción|mapa"
    "|objetivos|orígenes|resumen",
    "it": "cause|conclusioni?|conseguenze|contesto|cronologia|fonti|introduzione|obiettivi|origini|panoramica|riassunto"
    "|sintesi",
    "pt": "antecedentes|causas|conclusões|conclusão|consequências|contexto|cronologia|fontes|introdução|objetivos"
    "|origens|resumo",
    "ru": "введение|выводы|заключение|источники|итоги|контекст|обзор|последствия|предпосылки|причины|ход|хронология"
    "|цели",
}
_ARTICLE = r"(?:the|an?|der|die|das|ein|eine|les?|la|l['’]|los|las|el|il|lo|gli|i|os?|as?)\s*"
# What may follow a label without making it a sentence: "of the war", "1904–1905", "and effects".
_GOES_ON = (
    r"(?:\s*$|\s*[:–—(,]|\s+\d|\s+(?:of|in|for|and|to|on|from|after|before|des|der|dem|den|von|vom|für|und|im|zu|zum|zur"
    r"|nach|vor|du|de|d['’]|et|del|dei|della|di|da|do|dos|e|y|и|в|на)\b)"
)
_GENITIVE = r"|(?:\s+[^\W\d_]+){1,2}\s*$"  # in Russian, a noun follows without any word between
# Words that make a sentence of it.
_VERBS = {
    "en": "is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|won|lost|led"
    "|made|took|came|went|began|became|gave|got|put|cost|cut|let|set|fell|rose|held|kept|left|met|ran|said|saw|sent"
    "|stood|told|thought|brought|bought|fought|sought|taught|broke|chose|drew|drove|grew|knew|meant|paid|spoke|wrote"
    "|[a-z]{2,}ed",
    "de": "ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|muss|müssen|lag(?:en)?|kam(?:en)?",
    "fr": "est|sont|fut|furent|était|étaient|a|ont|eut",
    "es": "es|son|fue|fueron|era|eran|ha|han|tuvo|tuvieron",
    "it": "è|sono|fu|furono|era|erano|ha|hanno",
    "pt": "é|são|foi|foram|era|eram|tem|têm",
    "ru": "был[аио]?|стал[аио]?|есть|привели|лежат|лежали",
}
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_UNSEEN = frozenset({"notes", "slides", "file", "id", "source", "footnotes"})
_QUOTED = ("headline", "text", "translation", "by")  # in the spelling of the source
_TWO_NAMES = re.compile(r"(?=\b([A-ZÀ-ÞΑ-ΩА-Я][^\W\d_]+ [A-ZÀ-ÞΑ-ΩА-Я][^\W\d_]+))")  # Ulan Bator, or Ulan-Bator
_SHORTEST_NAME = 7  # letters
_SAME_END = 1  # letter at the end, which inflection changes


def check_style(outline: Outline, report: Report) -> None:
    """Looks for headlines that are labels or alone, names in two spellings, sources that nothing cites, pictures that
    no words describe or credit."""
    _check_headlines(outline, report)
    _check_contents(outline, report)
    _check_spellings(outline, report)
    _check_sources(outline, report)
    _check_pictures(outline, report)


def _check_headlines(outline: Outline, report: Report) -> None:
    language = outline.deck.lang.replace("_", "-").partition("-")[0].lower()
    labels = _LABELS.get(language, "")
    goes_on = _GOES_ON + (_GENITIVE if language == "ru" else "")
    begins = re.compile(rf"(?:{_ARTICLE})?(?:{labels})(?:{goes_on})", re.IGNORECASE) if labels else None
    verbs = re.compile(rf"\b(?:{_VERBS[language]})\b", re.IGNORECASE) if labels else None
    for slide in outline.deck.every_slide():
        text = inline.plain(slide.headline).strip()
        if _kind(slide) in _NO_CLAIM or not text or text.endswith(("?", "!")):
            continue
        if verbs is not None and verbs.search(text):
            continue
        one_word = len(text) > 3 and text.isalpha() and text.isascii()
        if one_word or (begins is not None and begins.match(text)):
            message = f"the headline '{text}' is a label: it names a topic and claims nothing"
            hint = "say in a sentence what the slide shows"
            report.warn(message, outline.span(slide.place("headline")), "label-headline", hint)


def _check_contents(outline: Outline, report: Report) -> None:
    for slide in outline.deck.every_slide():
        if _kind(slide) == "points" and not any(getattr(slide, key, None) for key in ("items", "text", "beside")):
            message, hint = "nothing stands on this slide but its headline", "add 'items:' or 'text:'"
            report.warn(message, outline.span(slide.place()), "empty", hint)


def _kind(slide: Model) -> str:
    return str(getattr(slide, "kind", "") or type(slide).__module__.rpartition(".")[2].replace("_", "-"))


# ---- names ------------------------------------------------------------------------------------------------


def _check_spellings(outline: Outline, report: Report) -> None:
    """Two spellings of a name on slides: "Khalkhin" and "Khalkhyn", "Manshukoku" and "Manshūkoku"."""
    found: dict[str, list[Place]] = {}
    for text, place in _shown_texts(outline):
        for word in (*_NAME.findall(text), *_TWO_NAMES.findall(text)):
            if len(word) >= _SHORTEST_NAME and word[0].isupper() and not word.isupper():
                found.setdefault(re.sub(r"['’]s?$", "", word), []).append(place)
    for rare, often in _alike(found):
        times = len(found[often])
        message = f"'{rare}' is spelled '{often}' elsewhere ({times} time{'s' if times > 1 else ''})"
        hint = f"if it is the same name, write it in one way; first on line {found[often][0][0]}"
        report.warn(message, outline.span(found[rare][0]), "two-spellings", hint)


def _shown_texts(outline: Outline) -> Iterator[tuple[str, Place]]:
    """The texts of slides, without notes, names of files and ids."""
    for part in outline.deck.parts():
        for model in (part, *part.slides):
            if model.tree is None:
                continue
            quoted = _QUOTED if isinstance(model, Slide) and _kind(model) in ("quote", "document") else ()
            for key, value, _, at in model.tree.entries():
                if key not in _UNSEEN and key not in quoted:
                    yield from every_text(value, at)


def _alike(found: dict[str, list[Place]]) -> Iterator[tuple[str, str]]:
    """(the rarer, the more frequent) of two names that differ in one letter, or only in accents."""
    names = sorted(found, key=lambda n: (-len(found[n]), n))
    rank = {name: n for n, name in enumerate(names)}
    by_key: dict[str, list[str]] = {}
    for name in names:
        plain = _folded(name)
        letters = len(plain) - _SAME_END if " " not in name else 0
        for at in range(1, letters):  # names that differ in one letter there have a key in common
            by_key.setdefault(f"{plain[:at]}*{plain[at + 1 :]}", []).append(name)
            by_key.setdefault(f"{plain[:at]}*{plain[at:]}", []).append(name)
        by_key.setdefault(plain, []).append(name)
    seen = set()
    for group in by_key.values():
        for other in dict.fromkeys(group[1:]):
            pair = (other, group[0]) if rank[other] > rank[group[0]] else (group[0], other)
            if other != group[0] and pair not in seen and not _inflected(*pair):
                seen.add(pair)
                yield pair


def _folded(name: str) -> str:
    """The name without accents, hyphens and capitals."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in letters if c.isalpha())


def _inflected(a: str, b: str) -> bool:
    """Whether two words differ only at their ends, as a name and its adjective do, or in their capitals."""
    first, second = _folded(a), _folded(b)
    if a.casefold() == b.casefold():
        return True
    return first != second and (first.startswith(second) or second.startswith(first))


# ---- sources and pictures ---------------------------------------------------------------------------------


def _check_sources(outline: Outline, report: Report) -> None:
    deck, tree = outline.deck, outline.deck.tree
    defined = tree.get("sources") if tree is not None else None
    if tree is None or not isinstance(defined, Mapping):
        return
    named = [*deck.source, *(t for m in models_below(deck.parts()) for t in _as_names(getattr(m, "source", ())))]
    cited = {deck.source_in(text) for text in named}
    cited |= {*(footnotes.named(note) for slide in deck.every_slide() for note in slide.footnotes)}
    elsewhere = Mapping.of((1, 1), (entry for entry in tree.entries() if entry[0] != "sources"))
    for text, _ in every_text(elsewhere, (1, 1)):
        cited |= {text} & deck.sources.keys()  # in a map's parts, which have sources of their own
    for name in deck.sources:
        if name not in cited:
            message = f"nothing cites the source '{name}'"
            hint = f"cite it with 'source: {name}', or remove it"
            report.warn(message, outline.span(defined.keys_at.get(name)), "uncited-source", hint)


def _as_names(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _check_pictures(outline: Outline, report: Report) -> None:
    without: dict[str, Place | None] = {}
    for model, at in _pictures(outline):
        file = str(getattr(model, "file", ""))
        described = any(getattr(model, key, "") for key in ("alt", "caption", "name", "short", "headline"))
        if not described and not isinstance(model, Picture):  # what lies under a page is decoration
            message = f"nothing says what is to be seen in '{file}'"
            hint = "add 'alt:', for those who cannot see it"
            report.warn(message, outline.span(at), "no-alt", hint)
        if not getattr(model, "credit", ""):
            without.setdefault(file, at)
    if without:
        names = ", ".join(list(without)[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
        hint = "add 'credit:' with archive, photographer or licence"
        report.warn(f"no credit for {names}", outline.span(next(iter(without.values()))), "no-credit", hint)


def _pictures(outline: Outline) -> Iterator[tuple[Model, Place | None]]:
    """The models of pictures, with the places of their files."""
    for around in (outline.deck.cover, *(one for part in outline.deck.parts() for one in (part, *part.slides))):
        own = [around] if not isinstance(around, Section) else [around.picture]
        for model in models_below(own):
            file = getattr(model, "file", "")
            if isinstance(file, str) and file and "credit" in type(model).model_fields:
                yield model, model.place("file") or (around.place() if around is not None else None)
