"""What is printed: handouts for students, the script and cards for the lecturer.

In: a scene. Out: leaves for the PDF back-end (`backends/pdf/paper`): slides at their places, and words around them.
Words flow on to further leaves; none is cut. One module for each kind of print; `sheets` has what they share.
"""
