"""One module per output. Reports draw and never judge: each takes a finished ``Report`` and returns text."""
