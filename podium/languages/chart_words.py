"""The words that a chart writes by itself, in the deck's language.

In: a language tag. Out: `ChartWords`; a language that is not here gets the English ones.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.languages.tags import language


class ChartWords(NamedTuple):
    """Notes under the chart, headings of the workbook, and the parts of a generated alternative text."""

    hatched: str = "Hatched: not known exactly"
    hollow: str = "Hollow: not known exactly"
    log: str = "Each line stands for ten times the one before it"
    missing: str = "Not known: {}"
    total: str = "Total"
    value: str = "Value"
    as_in_source: str = "{}, as in the source"
    bar: str = "Bar chart"
    column: str = "Column chart"
    line: str = "Line chart"
    area: str = "Area chart"
    pie: str = "Pie chart"
    both: str = "{} and {}"
    more: str = "and {} more"
    highest: str = "{} is highest"
    whisker: str = "Whisker: from the lowest to the highest figure"
    scatter: str = "Scatter chart"
    bubble: str = "Bubble chart"
    combined: str = "Columns and line"
    circle: str = "Area of a circle: {}"
    point: str = "Point"
    pale: str = "Pale: not known exactly"


_WORDS = {
    "en": ChartWords(),
    "de": ChartWords(
        "Schraffiert: nicht genau bekannt",
        "Hohl: nicht genau bekannt",
        "Jede Linie steht für das Zehnfache der vorigen",
        "Nicht bekannt: {}",
        "Summe",
        "Wert",
        "{}, wie in der Quelle",
        "Balkendiagramm",
        "Säulendiagramm",
        "Liniendiagramm",
        "Flächendiagramm",
        "Kreisdiagramm",
        "{} und {}",
        "und {} weitere",
        "Am höchsten: {}",
        "Spanne: von der niedrigsten bis zur höchsten Angabe",
        "Punktdiagramm",
        "Blasendiagramm",
        "Säulen und Linie",
        "Fläche eines Kreises: {}",
        "Punkt",
        "Blass: nicht genau bekannt",
    ),
    "fr": ChartWords(
        "Hachuré : mal connu",
        "Creux : mal connu",
        "Chaque ligne vaut dix fois la précédente",
        "Inconnu : {}",
        "Total",
        "Valeur",
        "{}, selon la source",
        "Diagramme en barres",
        "Diagramme en colonnes",
        "Courbe",
        "Diagramme en aires",
        "Diagramme circulaire",
        "{} et {}",
        "et {} autres",
        "Le plus élevé : {}",
        "Barre d’incertitude : du chiffre le plus bas au plus haut",
        "Nuage de points",
        "Graphique à bulles",
        "Colonnes et courbe",
        "Aire d’un cercle : {}",
        "Point",
        "Pâle : mal connu",
    ),
    "es": ChartWords(
        "Rayado: no se conoce con exactitud",
        "Hueco: no se conoce con exactitud",
        "Cada línea vale diez veces la anterior",
        "No se conoce: {}",
        "Total",
        "Valor",
        "{}, según la fuente",
        "Gráfico de barras",
        "Gráfico de columnas",
        "Gráfico de líneas",
        "Gráfico de áreas",
        "Gráfico circular",
        "{} y {}",
        "y {} más",
        "El más alto: {}",
        "Barra de incertidumbre: de la cifra más baja a la más alta",
        "Gráfico de dispersión",
        "Gráfico de burbujas",
        "Columnas y línea",
        "Área de un círculo: {}",
        "Punto",
        "Pálido: no se conoce con exactitud",
    ),
    "it": ChartWords(
        "Tratteggiato: non noto con esattezza",
        "Vuoto: non noto con esattezza",
        "Ogni linea vale dieci volte la precedente",
        "Non noto: {}",
        "Totale",
        "Valore",
        "{}, come nella fonte",
        "Grafico a barre",
        "Grafico a colonne",
        "Grafico a linee",
        "Grafico ad aree",
        "Grafico a torta",
        "{} e {}",
        "e altri {}",
        "Il più alto: {}",
        "Barra d’incertezza: dalla cifra più bassa alla più alta",
        "Grafico a dispersione",
        "Grafico a bolle",
        "Colonne e linea",
        "Area di un cerchio: {}",
        "Punto",
        "Chiaro: non noto con esattezza",
    ),
    "ru": ChartWords(
        "Штриховка: точно не известно",
        "Полый кружок: точно не известно",
        "Каждая линия в десять раз больше предыдущей",
        "Неизвестно: {}",
        "Всего",
        "Значение",
        "{}, как в источнике",
        "Линейчатая диаграмма",
        "Столбчатая диаграмма",
        "График",
        "Диаграмма с областями",
        "Круговая диаграмма",
        "{} и {}",
        "и ещё {}",
        "Наибольшее: {}",
        "Отрезок: от наименьшего до наибольшего числа",
        "Точечная диаграмма",
        "Пузырьковая диаграмма",
        "Столбцы и линия",
        "Площадь круга: {}",
        "Точка",
        "Бледный кружок: точно не известно",
    ),
    "el": ChartWords(
        "Γραμμοσκίαση: δεν είναι ακριβώς γνωστό",
        "Κενός κύκλος: δεν είναι ακριβώς γνωστό",
        "Κάθε γραμμή είναι δεκαπλάσια της προηγούμενης",
        "Άγνωστο: {}",
        "Σύνολο",
        "Τιμή",
        "{}, όπως στην πηγή",
        "Γράφημα ράβδων",
        "Γράφημα στηλών",
        "Γράφημα γραμμών",
        "Γράφημα περιοχών",
        "Γράφημα πίτας",
        "{} και {}",
        "και {} ακόμη",
        "Υψηλότερο: {}",
        "Γραμμή σφάλματος: από τον μικρότερο έως τον μεγαλύτερο αριθμό",
        "Διάγραμμα διασποράς",
        "Γράφημα φυσαλίδων",
        "Στήλες και γραμμή",
        "Εμβαδόν κύκλου: {}",
        "Σημείο",
        "Αχνός κύκλος: δεν είναι ακριβώς γνωστό",
    ),
    "tr": ChartWords(
        "Taralı: tam bilinmiyor",
        "İçi boş: tam bilinmiyor",
        "Her çizgi bir öncekinin on katıdır",
        "Bilinmiyor: {}",
        "Toplam",
        "Değer",
        "{}, kaynaktaki gibi",
        "Çubuk grafik",
        "Sütun grafik",
        "Çizgi grafik",
        "Alan grafiği",
        "Pasta grafik",
        "{} ve {}",
        "ve {} tane daha",
        "En yüksek: {}",
        "Çubuk: en düşük sayıdan en yükseğine",
        "Dağılım grafiği",
        "Kabarcık grafiği",
        "Sütun ve çizgi",
        "Dairenin alanı: {}",
        "Nokta",
        "Soluk: tam bilinmiyor",
    ),
    "zh": ChartWords(
        "斜纹：数字不精确",
        "空心：数字不精确",
        "每条线为前一条的十倍",
        "不详：{}",
        "合计",
        "数值",
        "{}（原文）",
        "条形图",
        "柱形图",
        "折线图",
        "面积图",
        "饼图",
        "{}和{}",
        "另有{}项",
        "最高：{}",
        "误差线：从最低数字到最高数字",
        "散点图",
        "气泡图",
        "柱形与折线图",
        "圆的面积：{}",
        "点",
        "浅色：数字不精确",
    ),
}


def chart_words(lang: str) -> ChartWords:
    """The words of a language tag such as `de` or `zh-Hant`."""
    return _WORDS.get(language(lang), _WORDS["en"])
