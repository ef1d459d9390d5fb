"""The block `forces`: the strengths of two to four sides, compared row by row.

In: sides and rows of quantities. Out: bars as native shapes, with the ratio in words. `mirror` draws two sides back to
back, `groups` more sides or narrow places; `ratio` finds the words.
"""
