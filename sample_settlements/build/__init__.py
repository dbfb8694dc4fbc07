"""Writes the sample settlements from the published figures: `python -m sample_settlements.build` from the checkout."""
