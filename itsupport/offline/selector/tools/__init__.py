"""The tools of a request: their schemas, their ids, their words."""
