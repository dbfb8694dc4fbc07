"""Laws that hold in every settlement, and slow independent versions of what the engine does."""
