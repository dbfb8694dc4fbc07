"""The engine, one rule of the method at a time."""
