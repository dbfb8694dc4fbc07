"""Checks of the services."""
