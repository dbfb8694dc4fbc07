"""How long the engine takes, as ratios measured in one run."""
