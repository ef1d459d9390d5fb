"""The base map: what lies under all features and labels.

In: a recipe or today's countries, a date, a frame. Out: projected areas, borders, coast, lakes, rivers and shaded
relief in frame units, and the view that puts them on the page.
"""
