"""Checks of what workbooks say and what is made of them."""
