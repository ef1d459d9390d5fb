"""What helps somebody who types an outline, in an editor (`lsp`) or in the preview's drawer.

In: the text of an outline as it is typed, and a place in it. Out: what can stand there (`completion`), what stands
there (`hover`), how a finding is mended (`fixes`): functions from a text, which need not be valid, to plain data, in
lines and columns (code points) from 0. `cursor` finds the place in the tree, `grammar` knows what may stand where: it
is the JSON Schema; `names` are those that the outline defines, and the files of its project; `lecture` has the files
that take something from one another.
"""
