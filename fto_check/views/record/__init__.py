"""How the official list, and a downloaded one beside it, are shown."""
