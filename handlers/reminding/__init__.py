"""Reminders: what is due when, the letter that says so, its buttons, what a person switches off, what an admin sets."""
