"""The offline model as a service: OpenAI's two APIs, as strict as the real one, without HTTP."""
