"""Published episodes: what happened, told by the check that names it, and a clean twin within the rules."""
