"""Finds the tables of any sheet of a Treasury-style workbook and gives their figures in long form.

What is found is first a `TableMapping`, which says where heads, labels and figures stand and what each means; only then
are figures read, by the mapping alone. So whatever was inferred can be shown, corrected, kept under a name and applied
to another edition, and nothing is guessed while figures are taken.
"""
