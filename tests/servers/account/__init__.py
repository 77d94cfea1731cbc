"""The account server, its door and its logins, over HTTP on this machine."""
