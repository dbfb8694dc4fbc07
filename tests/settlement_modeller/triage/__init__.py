"""Results workbooks that come back."""
