"""How the reasons behind an answer are shown."""
