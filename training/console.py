"""Where training says how far it is."""

from rich.console import Console

console = Console(stderr=True)
