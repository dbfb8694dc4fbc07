"""Checks of what the settlement modeller promises; the folders mirror those of the code."""

import os

# Set before any test imports Qt, so that the suite needs no screen and opens no window on one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
