"""How a report is shown: one module for each output format."""
