"""Which tool fits a wish best, and why."""
