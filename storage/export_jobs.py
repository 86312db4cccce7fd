"""Exports that were asked for in the chat, and how far each is (``storage.jobs``); ``done`` counts rows."""

from storage import schema
from storage.jobs import CANCELLED, DONE, FAILED, RUNNING, WANTED, Job, Jobs

JOBS = Jobs(schema.export_job)

add, get, latest, ahead, next_open = JOBS.add, JOBS.get, JOBS.latest, JOBS.ahead, JOBS.next_open
move, progress, with_files, taken_away = JOBS.move, JOBS.progress, JOBS.with_files, JOBS.taken_away

__all__ = [
    "CANCELLED",
    "DONE",
    "FAILED",
    "JOBS",
    "RUNNING",
    "WANTED",
    "Job",
    "add",
    "ahead",
    "get",
    "latest",
    "move",
    "next_open",
    "progress",
    "taken_away",
    "with_files",
]
