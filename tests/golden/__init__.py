"""What is written, kept whole so that every difference is read before it is accepted."""
