"""The running program: settings, intake of updates, delivery of messages, schedule, command line, playground."""
