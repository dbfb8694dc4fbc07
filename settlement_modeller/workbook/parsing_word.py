"""The word by which a frozen program is told to be the process that parses one file; it stands alone to load fast."""

HIDDEN_WORD = "--parse-one-file"
"""The only argument a frozen program gives when it starts itself; no verb and no option of the command line."""
