"""The official record: the designations under Section 219, their days, and copies of the lists downloaded."""
