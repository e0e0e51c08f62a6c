"""The catalogue: one rule, one small module, in a folder named after what it looks at."""
