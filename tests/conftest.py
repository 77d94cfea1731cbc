"""Tests and notebooks see the built-in model, data and day, whatever the environment says.

What programs remember for a person (progress, questions) goes to a folder that is thrown away.
"""

import os
import tempfile

for name in [*os.environ]:
    if name.startswith(("OPENAI_", "AZURE_OPENAI_", "ITSUPPORT_")):
        del os.environ[name]

_remembered = tempfile.TemporaryDirectory(prefix="workbook-")
os.environ["XDG_STATE_HOME"] = os.environ["LOCALAPPDATA"] = _remembered.name
