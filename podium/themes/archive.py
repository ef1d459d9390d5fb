"""archive: manila paper, sepia ink and book type, restrained, for documents and older centuries."""

DARK = False
FONTS = ("Times New Roman", "Cambria")
TOKENS = {
    "ground": "EFE6D2", "panel": "E2D6BB", "ink": "221C15", "ink2": "564C3E", "on": "F8F1E0",
    "hairline": "C2B393", "rule": "94856A", "water": "B9C7D1",
    "red": "7E261D", "red.deep": "73211B", "red.tint": "CE9C8E", "red.plate": "6B1F18", "red.dark": "4A130E",
    "blue": "3A6189", "blue.deep": "2F4F70", "blue.tint": "A3B4C6", "blue.plate": "2C4A68",
    "ochre": "A57230", "ochre.deep": "74501F", "ochre.tint": "E9C57C", "ochre.plate": "6B4A1D",
    "green": "41644A", "green.deep": "38573F", "green.tint": "AEBFA8", "green.plate": "35523C",
    "violet": "4A2D42", "violet.deep": "4A2D42", "violet.tint": "BDA3B4", "violet.plate": "4A2D42",
    "grey": "857F72", "grey.deep": "59523F", "grey.tint": "CCBFA4", "grey.plate": "5A5347",
    "map.land": "DED4C1", "map.rest": "EBE4D6", "map.sea": "CDDAE3", "map.halo": "A8BAC6", "map.coast": "5F7584",
    "map.river": "6F899B", "map.lake": "B3C3CE", "map.name": "2F4757", "map.border": "463A2C", "map.casing": "F6EFDF",
    "map.shade": "6E5F48", "map.light": "FBF6E8",
    "red.wash": "E6D0C8", "blue.wash": "D5DCE3", "green.wash": "D5DDD3", "violet.wash": "DED2DA",
}  # fmt: skip
