"""An IT support desk, served over the Model Context Protocol.

The package is read as part of the workbook. Start with `itsupport.domains` (plain functions),
go on to `itsupport.servers` (the same functions as MCP tools) and end with
`itsupport.orchestrator` (which finds the tools over the protocol and answers questions).
Importing this module does nothing and starts nothing.
"""

__version__ = "1.0.0"
