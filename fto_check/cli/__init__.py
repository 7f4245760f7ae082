"""The command line: options to arguments, outcome to exit code. Data goes to stdout, talk to stderr."""
