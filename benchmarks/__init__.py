"""What the bot costs, always beside something else in the same run: `python -m benchmarks` (docs/figures.md)."""
