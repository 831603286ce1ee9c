"""Accuracy and speed, one command each; the figures go to RESULTS.md, where the dashboard reads them."""
