"""The dashboard's views: one file a view, shared pieces in ``parts``."""
