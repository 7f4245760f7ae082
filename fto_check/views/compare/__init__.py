"""How organizations are shown side by side."""
