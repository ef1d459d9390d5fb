"""The words that figures write by themselves, in the deck's language.

In: a language tag. Out: `FigureWords`; a language that is not here gets the English ones.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.languages.tags import language


class FigureWords(NamedTuple):
    """Keys under the figures and the beginnings of generated alternative texts."""

    range_dots: str = "Range dot plot"
    slope: str = "Slope chart"
    pictogram: str = "Pictogram"
    calendar: str = "Calendar by month"
    waffle: str = "Waffle chart"
    each_sign: str = "Each sign stands for {}"
    each_square: str = "Each square stands for {}"
    bars: str = "Bars: as far as the number may reach"
    dashed: str = "Dashed: not known exactly"
    some_month: str = "Hatched: one of these months"
    no_month: str = "{}: month not known"


_WORDS = {
    "en": FigureWords(),
    "de": FigureWords(
        "Punktdiagramm mit Spannen",
        "Liniendiagramm zweier Zeitpunkte",
        "Bildstatistik",
        "Kalender nach Monaten",
        "Waffeldiagramm",
        "Jedes Zeichen steht für {}",
        "Jedes Feld steht für {}",
        "Balken: so weit kann die Zahl reichen",
        "Gestrichelt: nicht genau bekannt",
        "Schraffiert: einer dieser Monate",
        "{}: Monat nicht bekannt",
    ),
    "fr": FigureWords(
        "Points et fourchettes",
        "Évolution entre deux dates",
        "Pictogramme",
        "Calendrier par mois",
        "Diagramme en gaufre",
        "Chaque signe représente {}",
        "Chaque case représente {}",
        "Barres : étendue possible du nombre",
        "Tirets : mal connu",
        "Hachuré : l’un de ces mois",
        "{} : mois inconnu",
    ),
    "es": FigureWords(
        "Puntos e intervalos",
        "Cambio entre dos fechas",
        "Pictograma",
        "Calendario por meses",
        "Gráfico de cuadrícula",
        "Cada signo representa {}",
        "Cada casilla representa {}",
        "Barras: hasta dónde puede llegar la cifra",
        "Discontinua: no se conoce con exactitud",
        "Rayado: uno de estos meses",
        "{}: mes desconocido",
    ),
    "it": FigureWords(
        "Punti e intervalli",
        "Cambiamento tra due date",
        "Pittogramma",
        "Calendario per mesi",
        "Grafico a quadretti",
        "Ogni segno rappresenta {}",
        "Ogni quadretto rappresenta {}",
        "Barre: fin dove può arrivare il numero",
        "A tratti: non noto con esattezza",
        "Tratteggiato: uno di questi mesi",
        "{}: mese non noto",
    ),
    "ru": FigureWords(
        "Точки с интервалами",
        "Изменение между двумя датами",
        "Пиктограмма",
        "Календарь по месяцам",
        "Вафельная диаграмма",
        "Каждый знак означает {}",
        "Каждая клетка означает {}",
        "Полоса: возможные значения",
        "Пунктир: точно не известно",
        "Штриховка: один из этих месяцев",
        "{}: месяц неизвестен",
    ),
    "el": FigureWords(
        "Σημεία με διαστήματα",
        "Μεταβολή μεταξύ δύο χρονολογιών",
        "Εικονόγραμμα",
        "Ημερολόγιο ανά μήνα",
        "Διάγραμμα τετραγώνων",
        "Κάθε σύμβολο αντιστοιχεί σε {}",
        "Κάθε τετράγωνο αντιστοιχεί σε {}",
        "Ράβδοι: ως πού μπορεί να φτάνει ο αριθμός",
        "Διακεκομμένη: δεν είναι ακριβώς γνωστό",
        "Γραμμοσκίαση: ένας από αυτούς τους μήνες",
        "{}: άγνωστος μήνας",
    ),
    "tr": FigureWords(
        "Aralıklı nokta grafiği",
        "İki tarih arasındaki değişim",
        "Resimli grafik",
        "Aylara göre takvim",
        "Kare grafik",
        "Her simge {} gösterir",
        "Her kare {} gösterir",
        "Çubuklar: sayının ulaşabileceği aralık",
        "Kesik çizgi: tam bilinmiyor",
        "Taralı: bu aylardan biri",
        "{}: ay bilinmiyor",
    ),
    "zh": FigureWords(
        "区间点图",
        "两时点对比图",
        "象形图",
        "按月日历图",
        "华夫图",
        "每个图标代表{}",
        "每格代表{}",
        "横条：数字可能的范围",
        "虚线：数字不精确",
        "斜纹：其中某个月",
        "{}：月份不详",
    ),
}


def figure_words(lang: str) -> FigureWords:
    """The words of a language tag such as `de` or `zh-Hant`."""
    return _WORDS.get(language(lang), _WORDS["en"])
