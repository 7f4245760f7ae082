"""Documents: YAML in, plain data and places out; text files, dates and names."""
