"""How official decisions are shown beside the evidence."""
