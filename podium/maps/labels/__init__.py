"""The labels of a map: names of areas, towns and waters, and the words of features.

In: a `MapSpec`, symbols that occupy space on the collision grid. Out: candidate positions with prices, and from them
text boxes and leader lines, none of which touches another.
"""
