"""Taking updates in: by long polling or by webhook, each claimed and acted on in one transaction, then acknowledged."""
