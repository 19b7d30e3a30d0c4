"""What a run stands on and no step knows: events, the store of clips, the worker processes."""
