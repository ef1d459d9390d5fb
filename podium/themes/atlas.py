"""atlas: light paper and ink, for rooms with daylight."""

DARK = False
FONTS = ("Cambria", "Calibri")
TOKENS = {
    "ground": "F7F2E7", "panel": "ECE4D3", "ink": "1D2227", "ink2": "575650", "on": "FBF7EE",
    "hairline": "C8BDA8", "rule": "9C917C", "water": "C9D9E0",
    "red": "B0271E", "red.deep": "9A2219", "red.tint": "DFA79C", "red.plate": "9A2219", "red.dark": "7A1A13",
    "blue": "40647F", "blue.deep": "2F4C62", "blue.tint": "A9BCC9", "blue.plate": "2F4C62",
    "ochre": "A8761F", "ochre.deep": "7A5613", "ochre.tint": "F0CD82", "ochre.plate": "754D1C",
    "green": "6F7D68", "green.deep": "55634F", "green.tint": "BFC8BA", "green.plate": "355441",
    "violet": "7A5C7E", "violet.deep": "5D4561", "violet.tint": "C9B8CC", "violet.plate": "5D4561",
    "grey": "85826F", "grey.deep": "5E5C52", "grey.tint": "D3CBB9", "grey.plate": "504C46",
}
