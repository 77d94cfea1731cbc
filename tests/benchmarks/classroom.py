"""`python -m tests.benchmarks classroom`: what one learner costs, for whoever sizes a machine.

The memory is the part that a process has for itself (USS): what processes share is counted for
none. Linux, macOS and Windows count it alike.
"""

import argparse
import time

import psutil
from jupyter_client.manager import start_new_kernel

STEPS = {
    "a kernel": "pass",
    "… with a desk and its five servers": (
        "from itsupport.llm import offline_model\n"
        "from itsupport.orchestrator import MCPOrchestrator\n"
        "desk = MCPOrchestrator(model=offline_model())\n"
        "desk.query('Which critical tickets are open?')"
    ),
    "… with tables and plots": "import matplotlib.pyplot, pandas",
}
MEBIBYTE = 2**20


def main(_options: argparse.Namespace) -> int:
    """Print a table."""
    started = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3")
    print("| step | seconds | processes | MiB of its own |\n|---|---|---|---|")
    try:
        for step, code in STEPS.items():
            client.execute_interactive(code, timeout=120, output_hook=lambda _message: None)
            seconds = time.perf_counter() - started
            kernel = psutil.Process(manager.provisioner.pid)
            family = [kernel, *kernel.children(recursive=True)]
            memory = sum(one.memory_full_info().uss for one in family) / MEBIBYTE
            print(f"| {step} | {seconds:.1f} | {len(family)} | {memory:.0f} |", flush=True)
            started = time.perf_counter()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return 0
