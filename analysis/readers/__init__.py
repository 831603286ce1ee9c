"""Bytes, text or URL in, articles out: one module per family of formats."""
