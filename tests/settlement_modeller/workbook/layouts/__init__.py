"""Drawn tables of many layouts, and what the reader should find in each."""
