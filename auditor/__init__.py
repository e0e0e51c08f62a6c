"""Audits the wording of Chinese budget performance indicators."""

__version__ = "0.1.0"
