"""How the changes between two revisions are shown."""
