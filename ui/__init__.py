"""The window: it shows values and turns gestures into commands."""
