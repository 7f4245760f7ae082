"""Manuals: the texts that `explain` prints, SARIF links to and editors complete."""
