"""Sending: what a turn brings about is handed over after its commit, in order for each chat, within the limits."""
