"""The pages of the window, one a question of the finance partner's day."""
