"""Which calls are made, with which values, in which order."""
