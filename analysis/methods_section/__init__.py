"""An account of a corpus run for the methods section of a paper; ``account.py`` writes it."""
