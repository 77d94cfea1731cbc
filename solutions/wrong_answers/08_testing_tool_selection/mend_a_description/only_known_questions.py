description = "Read our documentation on a kind of trouble."
