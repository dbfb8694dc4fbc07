"""Worked cases, to the pound."""
