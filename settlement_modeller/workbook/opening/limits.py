"""How far a file may go before it is refused. The limits are this tool's own: far above any published workbook."""

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of a file on disk."""
LARGEST_UNFOLDED = 500 * 1024 * 1024
"""Bytes of all parts of a workbook together, unfolded."""
MOST_PARTS = 5_000
"""Parts in the archive that a workbook is."""
LARGEST_DIRECTORY = 4 * 1024 * 1024
"""Bytes of an archive's list of its parts, looked at before the list is read."""
LARGEST_RATIO = 200
"""How far one part may unfold, where it is large enough to matter."""
RATIO_MATTERS_FROM = 5 * 1024 * 1024
"""Bytes, unfolded, from which the ratio of a part is looked at."""
MOST_SHEETS = 1_000
"""Sheets of a workbook."""
LARGEST_RECTANGLE = 5_000_000
"""Cells of the rectangle from A1 to the last cell of a sheet."""
LARGEST_TOTAL = 20_000_000
"""Cells of the rectangles of all sheets together."""
MOST_MERGED = 100_000
"""Merged areas of a sheet; further ones are left out, and that is said."""
MOST_CHARACTERS = 20_000_000
"""Characters of all formulas and comments of a workbook together, where these are read."""
LONGEST_LINE = 1_000_000
"""Characters of a line of a text file."""
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes that the process that parses a file may take."""
SECONDS = 10.0
"""How long a small file may take to be parsed."""
START_SECONDS = 20.0
"""How long the parsing process may take to start, which no file has a part in; a busy or scanned machine is slow."""
BYTES_A_SECOND = 4 * 1024 * 1024
"""A large file may take longer: a second for so many bytes, unfolded."""
