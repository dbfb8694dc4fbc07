"""Tests of the reader of tables on the published files, held against readers and lists that know nothing of it."""
