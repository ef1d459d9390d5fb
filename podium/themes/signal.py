"""signal: white, bright and sans-serif, for modern history and large rooms."""

DARK = False
FONTS = ("Arial", "Arial")
TOKENS = {
    "ground": "FFFFFF", "panel": "EEF1F4", "ink": "14181C", "ink2": "4D555E", "on": "FFFFFF",
    "hairline": "C7CED6", "rule": "8C96A0", "water": "C3D8EE",
    "red": "CF1F2E", "red.deep": "B51A27", "red.tint": "F2A9AE", "red.plate": "B51A27", "red.dark": "8A121D",
    "blue": "1557C0", "blue.deep": "12479B", "blue.tint": "A9C4F0", "blue.plate": "12479B",
    "ochre": "D27A00", "ochre.deep": "8F5300", "ochre.tint": "FFD08A", "ochre.plate": "8F5300",
    "green": "12935B", "green.deep": "0D6B42", "green.tint": "9BDCBE", "green.plate": "0D6B42",
    "violet": "5B2274", "violet.deep": "5B2274", "violet.tint": "CFAFDD", "violet.plate": "5B2274",
    "grey": "77818D", "grey.deep": "525B66", "grey.tint": "CFD5DB", "grey.plate": "525B66",
    "map.land": "E4E6E9", "map.rest": "F3F4F6", "map.sea": "D3E2F3", "map.halo": "B5CDE6", "map.coast": "5F80A3",
    "map.river": "6F96C0", "map.lake": "BBD2EA", "map.name": "235080", "map.border": "3A4047", "map.casing": "FFFFFF",
    "map.shade": "6E7174", "map.light": "FFFFFF",
    "map.green": "93C2AC", "map.green.strong": "56967A", "map.green.pale": "C0DFD1",
}  # fmt: skip
