"""The block `losses`: what each party lost, as bars on a common axis.

In: quantities by party, whole or in parts. Out: bars as native shapes. `data` sorts them into panels and adds them up,
`draw` places them, `parts` sets the line of parts under a stacked bar.
"""
