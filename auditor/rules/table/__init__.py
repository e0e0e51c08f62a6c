"""Rules about a whole table: family T."""
