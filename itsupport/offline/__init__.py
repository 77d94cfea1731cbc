"""The embedded model: it chooses tools by their schemas and needs no key and no network.

It is not a language model and says so. It sees what any model sees: messages and tool schemas.
"""
