"""In which language a text is, as its most frequent words and its letters tell.

In: a text. Out: the tag of a language that podium writes words in, "" if the text is too short to tell.
"""

from __future__ import annotations

import re

_WORDS = {
    "en": "the of and to in was that for on with as by were his had from at which is",
    "de": "der die und den von zu das mit im für auf dem des ein nicht wurde war eine als sich",
    "fr": "le la les des et du une dans pour que est par au sur qui avec plus il ne pas",
    "es": "el los de que las del en una por con para como su al más fue se lo pero sus",
    "it": "il di che della la per un del con una dei nel è alla da le gli sono più anche",
    "pt": "o de que e do da em um para com não uma os no se na por mais as dos foi ao",
    "nl": "de het een van en in dat op te zijn voor met niet aan werd er bij ook door naar",
    "pl": "w i na z do nie się że to jest o jak po od przez za ale dla był oraz",
    "tr": "ve bir bu için ile olarak da de çok daha sonra olan gibi kadar en ise",
    "ru": "и в на не что с по как из к был его от для это за но",
    "uk": "і в на не що з по як та до від його це для був є за але",
    "el": "και το του της να με η για την στην τον από που οι",
}
_FEWEST = 12  # words that tell
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The tag of the language of a text."""
    if len(re.findall("[\u3040-\u30ff]", text)) > _FEWEST:
        return "ja"
    if len(re.findall("[\u4e00-\u9fff]", text)) > len(text) * 0.2 > _FEWEST:
        return "zh"
    if len(re.findall("[\uac00-\ud7a3]", text)) > _FEWEST:
        return "ko"
    words = [word.lower() for word in _LETTERS.findall(text)]
    counts = {lang: sum(words.count(word) for word in known.split()) for lang, known in _WORDS.items()}
    best = max(counts, key=lambda lang: counts[lang])
    second = max(count for lang, count in counts.items() if lang != best)
    return best if counts[best] >= _FEWEST and counts[best] > second * 1.15 else ""
