"""The official record: what was designated under Section 219, when, and how that stands beside the evidence."""
