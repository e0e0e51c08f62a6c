"""Shared by all tests: no network, and where the reference material lies."""
