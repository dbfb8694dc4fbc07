"""Results side by side, and which change moved what."""
