description = "Search for help with a technical problem in our documentation."
