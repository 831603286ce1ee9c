"""The library's version, stamped on every export."""

VERSION = "0.1.0"
