"""Drawn photographs of things that never happened, in a place that does not exist."""
