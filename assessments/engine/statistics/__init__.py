"""Arithmetic over answers. What is not defined is None, never 0."""
