"""Tests and notebooks see the built-in model, data and day, whatever the environment says."""

import os

for name in [*os.environ]:
    if name.startswith(("OPENAI_", "AZURE_OPENAI_", "ITSUPPORT_")):
        del os.environ[name]
