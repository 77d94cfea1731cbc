"""How well and how fast the offline model chooses tools: `python -m tests.benchmarks selection`."""
