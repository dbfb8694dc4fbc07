"""Checks of how the project is built: what may import what, and how it is started."""
