"""The calculations: what follows from a settlement under a regime. `run.calculate` is the table of contents."""
