"""What teaches around the support desk; so far the tool-selection test."""
