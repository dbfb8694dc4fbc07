"""Workbooks in and out: published tables, the return that a department fills in, the results."""
