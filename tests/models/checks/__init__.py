"""Each check with a case that passes and one that fails."""
