"""The commands of `python -m itsupport`, one file each: `add_arguments` and `run`."""
