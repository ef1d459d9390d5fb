"""What is printed: handouts for students, the script and cards for the lecturer.

In: a scene. Out: leaves for the PDF back-end (`backends/pdf/paper`): slides at their places, and words around them.
Words flow on to further leaves; none is cut. One module for each kind of print; `sheets` has what they share.
"""

from typing import Literal, get_args

Kind = Literal["1", "2", "3", "4", "6", "text"]
"""How many slides stand on a page of a handout, or `text`: each beside what students may read."""
KINDS: tuple[Kind, ...] = get_args(Kind)
