"""A JupyterLab of the tests' own, on a free port of this machine."""

import http.client
import json
import re
import secrets
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

import psutil

from tests.browser.lab_folder import LabFolder

SECONDS = 60
SECONDS_TO_END = 20


class LabServer:
    """Runs until `stop`. What it started is known by its folder, whoever its parent is by then."""

    def __init__(self, path: Path) -> None:
        """Start it and wait until it listens. Fails with its log when it does not."""
        self.folder = LabFolder(path)
        self._token = secrets.token_hex()
        self._port: Future[int] = Future()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *self._options()],
            cwd=self.folder.notebooks,
            env=self.folder.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()
        self._address = f"127.0.0.1:{self._listening_port()}"

    def page(self, name: str) -> str:
        """The address of a notebook of the folder, in a workspace that remembers no other."""
        return f"http://{self._address}/lab/tree/{name}?reset&token={self._token}"

    def end_kernels(self) -> None:
        """End every kernel, as a learner does with “Shut Down All”."""
        for kernel in json.loads(self._request("GET", "/api/kernels")):
            self._request("DELETE", f"/api/kernels/{kernel['id']}")

    def processes(self) -> list[psutil.Process]:
        """Everything else that works in the folder: kernels, and the MCP servers of kernels."""
        return [
            process
            for process in psutil.process_iter(["cwd"])
            if process.info["cwd"]
            and Path(process.info["cwd"]).is_relative_to(self.folder.path)
            and process.pid != self._process.pid
        ]

    def stop(self) -> list[str]:
        """End the server with all its kernels, and return what ran on and had to be killed."""
        self._process.terminate()
        started = [psutil.Process(self._process.pid), *self.processes()]
        _, left = psutil.wait_procs(started, timeout=SECONDS_TO_END)
        for process in left:
            process.kill()
        self._process.wait(SECONDS)
        self._reader.join(SECONDS)
        return [str(process) for process in left]

    def _listening_port(self) -> int:
        try:
            return self._port.result(SECONDS)
        except TimeoutError:
            self._process.kill()
            raise

    def _options(self) -> list[str]:
        return [
            "--no-browser",
            "--allow-root",
            f"--ServerApp.root_dir={self.folder.notebooks}",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port=0",
            f"--IdentityProvider.token={self._token}",
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
        ]

    def _read_log(self) -> None:
        """Learn the port from the log and read on, so that the server never waits for a reader."""
        log = ""
        assert self._process.stderr
        with self._process.stderr as lines:
            for line in lines:
                log += line
                found = re.search(r"http://127\.0\.0\.1:(\d+)/lab", line)
                if found and not self._port.done():
                    self._port.set_result(int(found[1]))
        if not self._port.done():
            self._port.set_exception(RuntimeError(f"JupyterLab did not start: {log}"))

    def _request(self, method: str, path: str) -> bytes:
        connection = http.client.HTTPConnection(self._address, timeout=SECONDS)
        try:
            connection.request(method, path, headers={"Authorization": f"token {self._token}"})
            return connection.getresponse().read()
        finally:
            connection.close()
