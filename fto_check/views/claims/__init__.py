"""How the claims of one source are shown, held against the rest of the evidence."""
