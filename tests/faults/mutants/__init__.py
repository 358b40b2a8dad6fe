"""K14: the service with one of its safeguards taken out. A suite that passes them all proves nothing."""
