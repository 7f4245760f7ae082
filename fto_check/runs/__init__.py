"""Runs: from paths to an answer in values."""
