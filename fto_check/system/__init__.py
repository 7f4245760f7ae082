"""The operating system: files written whole, processes, signals."""
