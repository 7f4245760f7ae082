"""Manuals: what `explain` prints, SARIF links to and editors complete."""
