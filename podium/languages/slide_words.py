"""The few words that podium itself writes on a slide, in the deck's language.

In: a language tag. Out: a `Words`. A language that is not here gets the English words.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.languages.tags import language


def _places(top: str, bottom: str, left: str, right: str, pattern: str) -> dict[str, str]:
    """The places of `images` in words; `pattern` joins the row and the side."""
    corners = {f"{row}-{side}": pattern.format(r, s.lower()) for row, r in (("top", top), ("bottom", bottom))
               for side, s in (("left", left), ("right", right))}
    return {"top": top, "bottom": bottom, "left": left, "right": right, "full": "", "centre": "", **corners}


class Words(NamedTuple):
    """Labels of generated texts; `slides` is the plural of `slide`."""

    source: str = "Source"
    overview: str = "Overview"
    credits: str = "Sources and credits"
    texts: str = "Text and figures"
    pictures: str = "Pictures"
    waiting: str = "Not yet supplied"
    slide: str = "Slide"
    slides: str = "Slides"
    part: str = "Part"
    doubt: str = "Uncertain figures"
    doubt_text: str = "“Up to”, “about” and ranges are shown as such, never as exact numbers"
    placeholder: str = "Picture to come"
    places: dict[str, str] = _places("Top", "Bottom", "Left", "Right", "{0} {1}")
    timeline: str = "Timeline"
    lengths: tuple[str, str] = ("km", "m")
    left_out: str = "{} left out"
    chain: str = "From cause to effect"
    steps: str = "Step by step"
    maps: str = "Maps"
    causes: tuple[str, ...] = ("Long-term causes", "Short-term causes", "Trigger", "Event", "Effects")


_WORDS = {
    "en": Words(),
    "de": Words("Quelle", "Überblick", "Quellen und Nachweise", "Text und Zahlen", "Bilder", "Noch nicht vorhanden",
                "Folie", "Folien", "Teil", "Unsichere Zahlen",
                "„Bis zu“, „etwa“ und Spannen bleiben, was sie sind, und werden nie zu genauen Zahlen", "Bild folgt", _places("Oben", "Unten", "Links", "Rechts", "{0} {1}"),
                maps="Karten", timeline="Zeitleiste", left_out="{} ausgelassen", chain="Von der Ursache zur Wirkung", steps="Schritt für Schritt",
                causes=("Langfristige Ursachen", "Kurzfristige Ursachen", "Auslöser", "Ereignis", "Folgen")),
    "fr": Words("Source", "Vue d’ensemble", "Sources et crédits", "Texte et chiffres", "Images", "Pas encore fournies",
                "Diapositive", "Diapositives", "Partie", "Chiffres incertains",
                "« Jusqu’à », « environ » et les fourchettes sont montrés comme tels", "Image à venir", _places("En haut", "En bas", "À gauche", "À droite", "{0} {1}"),
                maps="Cartes", timeline="Chronologie", left_out="{} omis", chain="De la cause à l’effet", steps="Étape par étape",
                causes=("Causes à long terme", "Causes à court terme", "Déclencheur", "Événement", "Conséquences")),
    "es": Words("Fuente", "Panorama", "Fuentes y créditos", "Texto y cifras", "Imágenes", "Pendientes", "Diapositiva",
                "Diapositivas", "Parte", "Cifras inciertas", "«Hasta», «unos» y los rangos se muestran como tales",
                "Imagen pendiente", _places("Arriba", "Abajo", "Izquierda", "Derecha", "{0}, {1}"),
                maps="Mapas", timeline="Cronología", left_out="{} omitido", chain="De la causa al efecto", steps="Paso a paso",
                causes=("Causas a largo plazo", "Causas a corto plazo", "Detonante", "Acontecimiento", "Consecuencias")),
    "it": Words("Fonte", "Panoramica", "Fonti e crediti", "Testo e cifre", "Immagini", "Non ancora fornite", "Diapositiva",
                "Diapositive", "Parte", "Cifre incerte", "«Fino a», «circa» e gli intervalli restano tali",
                "Immagine in arrivo", _places("In alto", "In basso", "A sinistra", "A destra", "{0} {1}"),
                maps="Carte", timeline="Cronologia", left_out="{} omesso", chain="Dalla causa all’effetto", steps="Passo dopo passo",
                causes=("Cause remote", "Cause prossime", "Fattore scatenante", "Evento", "Conseguenze")),
    "ru": Words("Источник", "Обзор", "Источники и авторство", "Текст и цифры", "Иллюстрации", "Ещё не получены", "Слайд",
                "Слайды", "Часть", "Неточные данные", "«До», «около» и диапазоны показаны как есть, а не точными числами",
                "Иллюстрация появится", _places("Вверху", "Внизу", "Слева", "Справа", "{0} {1}"),
                lengths=("км", "м"), maps="Карты", timeline="Шкала времени", left_out="{} пропущено", chain="От причины к следствию", steps="Шаг за шагом",
                causes=("Долгосрочные причины", "Ближайшие причины", "Повод", "Событие", "Последствия")),
    "el": Words("Πηγή", "Επισκόπηση", "Πηγές και ευχαριστίες", "Κείμενο και αριθμοί", "Εικόνες", "Δεν έχουν δοθεί ακόμη",
                "Διαφάνεια", "Διαφάνειες", "Μέρος", "Αβέβαιοι αριθμοί",
                "Τα «έως», «περίπου» και τα διαστήματα εμφανίζονται ως έχουν", "Η εικόνα θα προστεθεί", _places("Επάνω", "Κάτω", "Αριστερά", "Δεξιά", "{0} {1}"),
                lengths=("χλμ.", "μ."), maps="Χάρτες", timeline="Χρονολόγιο", left_out="{} παραλείπονται", chain="Από την αιτία στο αποτέλεσμα", steps="Βήμα προς βήμα",
                causes=("Μακροπρόθεσμα αίτια", "Βραχυπρόθεσμα αίτια", "Αφορμή", "Γεγονός", "Συνέπειες")),
    "tr": Words("Kaynak", "Genel bakış", "Kaynaklar", "Metin ve sayılar", "Resimler", "Henüz eklenmedi", "Slayt",
                "Slaytlar", "Bölüm", "Kesin olmayan sayılar", "“En çok”, “yaklaşık” ve aralıklar olduğu gibi gösterilir",
                "Resim eklenecek", _places("Üstte", "Altta", "Solda", "Sağda", "{0} {1}"),
                maps="Haritalar", timeline="Zaman çizelgesi", left_out="{} atlandı", chain="Nedenden sonuca", steps="Adım adım",
                causes=("Uzun vadeli nedenler", "Kısa vadeli nedenler", "Tetikleyici", "Olay", "Sonuçlar")),
    "zh": Words("资料来源", "概览", "资料来源与致谢", "文字与数据", "图片", "尚未提供", "幻灯片", "幻灯片", "部分", "不确定的数字",
                "“至多”“约”和区间均照原样显示，绝不改写为确数", "图片待补", _places("上", "下", "左", "右", "{1}{0}"),
                lengths=("公里", "米"), maps="地图", timeline="时间轴", left_out="省略{}", chain="从原因到结果", steps="逐步发展",
                causes=("长期原因", "近期原因", "导火索", "事件", "影响")),
}


def words(lang: str) -> Words:
    """The words of a language tag such as `de` or `zh-Hant`."""
    return _WORDS.get(language(lang), _WORDS["en"])


# What PowerPoint expects as a proofing language for a bare tag.
_REGIONS = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "ru": "ru-RU", "el": "el-GR",
            "tr": "tr-TR", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "pl": "pl-PL", "uk": "uk-UA", "nl": "nl-NL",
            "pt": "pt-PT", "sv": "sv-SE", "cs": "cs-CZ", "hu": "hu-HU", "ro": "ro-RO", "bg": "bg-BG", "sr": "sr-Cyrl-RS",
            "mn": "mn-MN", "fi": "fi-FI", "da": "da-DK", "no": "nb-NO", "he": "he-IL", "ar": "ar-SA"}


def proofing_language(lang: str) -> str:
    """The tag with a region, as runs carry it."""
    tag = lang.replace("_", "-")
    return tag if "-" in tag else _REGIONS.get(tag.lower(), "en-GB")
