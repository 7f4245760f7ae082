"""The law: the statute and the decisions as data, and the four statuses."""
