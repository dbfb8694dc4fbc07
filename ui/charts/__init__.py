"""Painters that know no widget: one function serves the screen, a file and a test."""
