"""The commands: one module each, with the click command as `command`; heavy modules are imported inside it.

In: arguments and options. Out: files, lines on the terminal, `click.exceptions.Exit` with an exit code.
"""
