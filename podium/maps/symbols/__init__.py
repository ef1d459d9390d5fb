"""The symbols of a map: arrows, front lines and borders, point symbols, fill styles.

In: places on the page in EMU, colour roles, the keys `fill` and `hatch`. Out: native shapes; a fill style for each
territory.
"""
