"""Answering a question of a form: what is shown to tap for each kind, and what typed words and sent things mean."""
