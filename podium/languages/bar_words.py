"""The words that `forces` and `losses` write by themselves, in the deck's language.

In: a language tag. Out: `BarWords`; a language that is not here gets the English ones.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.languages.tags import language


class BarWords(NamedTuple):
    """`ahead_in` and `ahead_count` take the side, then the rows or their count and how many there are."""

    none: str = "none"
    in_words: str = "In words"
    own_scale: str = "Each row has its own scale"
    log_scale: str = "Lines from {}, each ten times the one before it"
    limit: str = "an upper limit; the true figure is not known"
    solid: str = "a figure given without “{}”"
    ahead_count: str = "Ahead in {1} of {2}: {0}"
    ahead_in: str = "Ahead in {1}: {0}"
    losses: str = "Losses"


_WORDS = {
    "en": BarWords(),
    "de": BarWords(
        "keine", "In Worten", "Jede Zeile hat ihren eigenen Maßstab", "Linien ab {}, jede das Zehnfache der vorigen",
        "Obergrenze; die wahre Zahl ist nicht bekannt", "Zahl ohne „{}“",
        "In {1} von {2} vorn: {0}", "Vorn bei {1}: {0}", "Verluste",
    ),
    "fr": BarWords(
        "aucun", "En mots", "Chaque ligne a sa propre échelle", "Lignes à partir de {}, chacune dix fois la précédente",
        "limite supérieure ; le chiffre réel n’est pas connu", "chiffre donné sans « {} »",
        "En tête dans {1} cas sur {2} : {0}", "En tête pour {1} : {0}", "Pertes",
    ),
    "es": BarWords(
        "ninguno", "En palabras", "Cada fila tiene su propia escala",
        "Líneas desde {}, cada una diez veces la anterior",
        "límite superior; la cifra real no se conoce", "cifra dada sin «{}»",
        "Por delante en {1} de {2}: {0}", "Por delante en {1}: {0}", "Pérdidas",
    ),
    "it": BarWords(
        "nessuno", "In parole", "Ogni riga ha la propria scala", "Linee da {}, ciascuna dieci volte la precedente",
        "limite superiore; la cifra reale non è nota", "cifra data senza «{}»",
        "In vantaggio in {1} su {2}: {0}", "In vantaggio in {1}: {0}", "Perdite",
    ),
    "ru": BarWords(
        "нет", "Словами", "У каждой строки свой масштаб", "Линии от {}, каждая в десять раз больше предыдущей",
        "верхняя граница; точное число неизвестно", "число без слова «{}»",
        "Впереди в {1} из {2}: {0}", "Впереди ({1}): {0}", "Потери",
    ),
    "el": BarWords(
        "κανένα", "Με λόγια", "Κάθε γραμμή έχει δική της κλίμακα",
        "Γραμμές από {}, καθεμιά δεκαπλάσια της προηγούμενης",
        "ανώτατο όριο· ο πραγματικός αριθμός δεν είναι γνωστός", "αριθμός χωρίς «{}»",
        "Μπροστά σε {1} από {2}: {0}", "Μπροστά ({1}): {0}", "Απώλειες",
    ),
    "tr": BarWords(
        "yok", "Sözle", "Her satırın kendi ölçeği var", "Çizgiler {} ile başlar, her biri öncekinin on katı",
        "üst sınır; gerçek sayı bilinmiyor", "“{}” denmeden verilen sayı",
        "{2} satırın {1} tanesinde önde: {0}", "{1}: {0} önde", "Kayıplar",
    ),
    "zh": BarWords(
        "无", "倍数", "各行比例尺不同", "刻度线自{}起，每条为前一条的十倍",
        "上限；实际数字不详", "未注明“{}”的数字",
        "{2}项中{1}项领先：{0}", "{1}领先：{0}", "损失",
    ),
}  # fmt: skip


def bar_words(lang: str) -> BarWords:
    """The words of a language tag such as `de` or `zh-Hant`."""
    return _WORDS.get(language(lang), _WORDS["en"])
