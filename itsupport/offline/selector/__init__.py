"""The offline selector: from messages and tool schemas to calls, by rules that can be read."""
