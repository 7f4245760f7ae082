"""How fast it is, and how much it bears: `python -m tests.benchmarks` (see README.md here). Nothing of it is a test."""
