"""Series of numbers: read into tables, and given their colours, labels, axis steps and bars.

In: `data` of the outline, or a CSV file. Out: a `Table` or `ScatterData`, and whatever charts, figures and the blocks
`forces` and `losses` share: colour roles (`colours`), units and sums (`values`), `number_formats`, axis `ticks`, native
`bars` with their `key`, and the `parties` they stand for.
"""
