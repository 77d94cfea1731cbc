"""What is said in the end: computed from results, written as Markdown."""
