"""The words that a map itself says, in the deck's language: its description for those who cannot see it, some labels.

In: a language tag and lists of names. Out: texts. The description is made of short labelled lists, which read well
aloud and need no grammar of their own in nine languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podium.languages.tags import language


class MapWords(NamedTuple):
    """Labels; `others` goes before land of nobody's side."""

    map: str = "Map"
    events: str = "Battles and incidents"
    movements: str = "Movements"
    fronts: str = "Front lines"
    units: str = "Units"
    others: str = "Others"
    steps: str = "Shown step by step"
    schematic: str = "Positions schematic"
    disputed: str = "Disputed"
    occupied: str = "Occupied"
    claimed: str = "Claimed"
    colon: str = ": "
    inset: str = "Where this is"
    uncertain: str = "Uncertain on this map"
    drawn_schematic: str = "Schematic on this map"


_WORDS = {
    "en": MapWords(),
    "de": MapWords(
        "Karte",
        "Schlachten und Zwischenfälle",
        "Bewegungen",
        "Fronten",
        "Verbände",
        "Andere",
        "Schritt für Schritt gezeigt",
        "Stellungen schematisch",
        "Umstritten",
        "Besetzt",
        "Beansprucht",
        inset="Lage",
        uncertain="Unsicher auf dieser Karte",
        drawn_schematic="Schematisch auf dieser Karte",
    ),
    "fr": MapWords(
        "Carte",
        "Batailles et incidents",
        "Mouvements",
        "Fronts",
        "Unités",
        "Autres",
        "Montré pas à pas",
        "Positions schématiques",
        "Disputé",
        "Occupé",
        "Revendiqué",
        " : ",
        "Situation",
        uncertain="Incertain sur cette carte",
        drawn_schematic="Schématique sur cette carte",
    ),
    "es": MapWords(
        "Mapa",
        "Batallas e incidentes",
        "Movimientos",
        "Frentes",
        "Unidades",
        "Otros",
        "Mostrado paso a paso",
        "Posiciones esquemáticas",
        "En disputa",
        "Ocupado",
        "Reclamado",
        inset="Situación",
        uncertain="Incierto en este mapa",
        drawn_schematic="Esquemático en este mapa",
    ),
    "it": MapWords(
        "Carta",
        "Battaglie e incidenti",
        "Movimenti",
        "Fronti",
        "Unità",
        "Altri",
        "Mostrato passo per passo",
        "Posizioni schematiche",
        "Conteso",
        "Occupato",
        "Rivendicato",
        inset="Posizione",
        uncertain="Incerto su questa carta",
        drawn_schematic="Schematico su questa carta",
    ),
    "ru": MapWords(
        "Карта",
        "Сражения и инциденты",
        "Движения войск",
        "Линии фронта",
        "Части",
        "Прочие",
        "Показано по шагам",
        "Позиции схематичны",
        "Спорная территория",
        "Оккупировано",
        "Притязания",
        inset="Расположение",
        uncertain="Недостоверно на этой карте",
        drawn_schematic="Схематично на этой карте",
    ),
    "el": MapWords(
        "Χάρτης",
        "Μάχες και επεισόδια",
        "Κινήσεις",
        "Μέτωπα",
        "Μονάδες",
        "Άλλοι",
        "Παρουσιάζεται βήμα βήμα",
        "Σχηματικές θέσεις",
        "Αμφισβητούμενο",
        "Κατεχόμενο",
        "Διεκδικούμενο",
        inset="Θέση",
        uncertain="Αβέβαια σε αυτόν τον χάρτη",
        drawn_schematic="Σχηματικά σε αυτόν τον χάρτη",
    ),
    "tr": MapWords(
        "Harita",
        "Muharebeler ve olaylar",
        "Hareketler",
        "Cepheler",
        "Birlikler",
        "Diğerleri",
        "Adım adım gösterilir",
        "Konumlar şematiktir",
        "Tartışmalı",
        "İşgal altında",
        "Hak iddia edilen",
        inset="Konum",
        uncertain="Bu haritada kesin olmayanlar",
        drawn_schematic="Bu haritada şematik olanlar",
    ),
    "zh": MapWords(
        "地图",
        "战役与事件",
        "行动",
        "战线",
        "部队",
        "其他",
        "逐步显示",
        "位置仅为示意",
        "争议地区",
        "占领区",
        "主张归属",
        "：",
        "所在位置",
        uncertain="本图不确定之处",
        drawn_schematic="本图示意之处",
    ),
}
_MOST = 8  # names in a list


def words(lang: str) -> MapWords:
    """The words of a language tag; English where there are none."""
    return _WORDS.get(language(lang), _WORDS["en"])


def listed(names: Sequence[str]) -> str:
    """Names with commas, each once, "…" for what would be too long to listen to."""
    once = list(dict.fromkeys(n for n in names if n))
    return ", ".join(once[:_MOST]) + (" …" if len(once) > _MOST else "")


def description(
    lang: str,
    title: str,
    day: str,
    holdings: Sequence[tuple[str, Sequence[str]]],
    events: Sequence[str],
    movements: Sequence[str],
    fronts: Sequence[str],
    units: Sequence[str],
    steps: Sequence[str],
    others: Sequence[str],
) -> str:
    """What the map shows: who holds what on which day, what happens."""
    w = words(lang)
    head = w.map + w.colon + ", ".join(t for t in ((title,) if day in title else (title, day)) if t)
    lists = [
        *holdings,
        (w.others, others),
        (w.events, events),
        (w.movements, movements),
        (w.fronts, fronts),
        (w.units, units),
        (w.steps, steps),
    ]
    said = [f"{name}{w.colon}{listed(names)}" for name, names in lists if any(names)]
    return ". ".join([head.rstrip(w.colon), *said]) + "."
