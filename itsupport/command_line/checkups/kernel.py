"""Does the Jupyter kernel that the notebooks name run with this very Python?

A kernel called `python3` that another Python once registered is the usual reason why a notebook
cannot import what is installed.
"""

import os
import sys

from itsupport.command_line.checkups.child_process import imported_by
from itsupport.command_line.checkups.finding import Finding
from itsupport.command_line.checkups.typed_command import this_python

KERNEL = "python3"


def check() -> list[Finding]:
    """One finding: the kernel is this Python, another one, cannot start, or does not exist."""
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import KernelManager

    try:
        program = KernelManager(kernel_name=KERNEL).format_kernel_cmd()[0]
    except NoSuchKernel:
        return [Finding(False, f"There is no Jupyter kernel called {KERNEL}", (_register(),))]
    prefix = imported_by(program, "import sys, ipykernel; print(sys.prefix)")
    if prefix is None:
        statement = f"The Jupyter kernel {KERNEL} does not start: {program}"
        return [Finding(False, statement, (_register(),))]
    if os.path.realpath(prefix) == os.path.realpath(sys.prefix):
        return [Finding(True, f"The Jupyter kernel {KERNEL} runs with this Python")]
    statement = f"The Jupyter kernel {KERNEL} runs with another Python: {program}"
    return [Finding(False, statement, (_register(),))]


def _register() -> str:
    place = "--sys-prefix" if sys.prefix != sys.base_prefix else "--user"
    return f"Run: {this_python(f'-m ipykernel install {place} --name {KERNEL}')}"
