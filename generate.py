"""Builds lecture decks from outlines: `python generate.py build`. The program is the package `podium`."""

from podium.cli import main

if __name__ == "__main__":
    main(prog_name="generate.py")
