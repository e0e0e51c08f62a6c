"""Rules about goals and the document: family D."""
