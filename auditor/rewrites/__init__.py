"""Suggestions: what a row with findings could say instead, as drafts with typed blanks."""

from auditor.rewrites.compose import suggest

__all__ = ["suggest"]
