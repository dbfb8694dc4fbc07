"""Sample settlements: files that the program opens, a note with each, and in `build` what writes them."""
