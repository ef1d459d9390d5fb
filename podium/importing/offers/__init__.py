"""What the words of a part could be besides slides of points: slides that are offered as comments.

In: a document with pages of running text. Out: the same with offers: `figures` per side, a timeline of `chronology`, a
map of `places`. All of it is found by looks and has to be checked, so none of it is a slide until somebody says so.
"""
