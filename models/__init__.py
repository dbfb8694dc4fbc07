"""What a settlement is, and what follows from it: no files and no window."""
