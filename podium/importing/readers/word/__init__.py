"""Word documents: `document` reads the package and what it says of itself, `body` its text in order, with `drawings`
and `styles`, which also count lists. The format is read as it is (ECMA-376): other readers leave parts of it out."""
