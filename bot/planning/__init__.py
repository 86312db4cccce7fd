"""What the schedule plans: rows of the outbox with deterministic keys, safe to plan twice, late or not at all."""
