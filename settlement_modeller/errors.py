"""Exit codes of the command line: clean, flags that call for action, bad input, a fault of the program."""

CLEAN = 0
ACTION_NEEDED = 1
"""A flag of breach or high severity, or a worked case that differs."""
BAD_INPUT = 2
PROGRAM_FAULT = 3
"""Something that should not happen: the message asks for a report."""
