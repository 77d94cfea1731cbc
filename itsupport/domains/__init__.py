"""Five domains of a support desk, four plain functions each. None of them knows MCP."""
