"""night: near-black and warm white, for dark rooms."""

DARK = True
FONTS = ("Cambria", "Calibri")
TOKENS = {
    "ground": "14181D", "panel": "1F262E", "ink": "F3ECDD", "ink2": "B3AC9E", "on": "F7F1E4",
    "hairline": "3B434C", "rule": "6C7279", "water": "2A3A47",
    "red": "E86A58", "red.deep": "E86A58", "red.tint": "7A3A33", "red.plate": "7E2A22", "red.dark": "5C1D17",
    "blue": "7BA4C6", "blue.deep": "7BA4C6", "blue.tint": "3E566A", "blue.plate": "2C465B",
    "ochre": "DDB257", "ochre.deep": "DDB257", "ochre.tint": "6B5629", "ochre.plate": "6B4F1C",
    "green": "9DB094", "green.deep": "9DB094", "green.tint": "4B5846", "green.plate": "44523F",
    "violet": "B89BC0", "violet.deep": "B89BC0", "violet.tint": "574660", "violet.plate": "503B57",
    "grey": "9A958A", "grey.deep": "B3AC9E", "grey.tint": "454A4F", "grey.plate": "43474B",
}
