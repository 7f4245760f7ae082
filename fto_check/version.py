"""The version, a plain constant: reading it from package metadata would cost more than starting Python."""

VERSION = "0.2.0"
