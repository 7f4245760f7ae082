"""How the sources of a profile are shown."""
