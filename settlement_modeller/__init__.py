"""What the program does with files and people: documents, workbooks, scenarios, the command line."""
