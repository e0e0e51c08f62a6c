"""One reader per format: a file → blocks (grids and paragraphs) with addresses."""
