"""The libraries that parse workbooks, each behind a function that gives sheets; only the parsing process loads them."""
