"""The results workbook: proven by other spreadsheet programs, changed in the file, read as a person would."""
