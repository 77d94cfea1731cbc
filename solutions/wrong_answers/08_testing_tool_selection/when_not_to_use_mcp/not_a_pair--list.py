choices = ["function", "function", "tool", "server", "nothing", "nothing"]
