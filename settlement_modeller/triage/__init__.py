"""Results workbooks that come back: what was changed in them, and what of it a scenario takes over."""
