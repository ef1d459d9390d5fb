"""The commands: each module is one, its `command` what click calls; whatever is heavy is imported inside it.

In: arguments and options. Out: files, lines on the terminal, `click.exceptions.Exit` with an exit code.
"""
