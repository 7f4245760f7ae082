"""The reasoning: from evidence to statuses and findings, and how firm they are."""
