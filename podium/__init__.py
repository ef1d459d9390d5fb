"""podium turns a YAML outline into a PowerPoint lecture deck with charts and historical maps."""

__version__ = "0.1.0"
