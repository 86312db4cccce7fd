"""Forms that somebody brings: checked within bounds, walked and tried out on the command line."""
