"""The question: what it mentions, what it wants, what it only tells."""
