"""The block `timeline`: events and periods, to scale on one axis.

In: dated events and periods. Out: lanes, bars, stems and labels as native shapes. `events` reads them, `axis` finds
ticks and breaks, `labels` places the texts, `plan` puts all of it together, `draw` makes the boxes.
"""
