"""What visitors looked at, from the sums of this machine: told on a terminal, drawn on a page, put in a table."""
