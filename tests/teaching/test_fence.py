"""What the fence refuses, and what it lets through, in one process that is behind it."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, shutil, sqlite3, sys, tempfile
from itsupport.teaching.grading.fence import fence_in
inside, outside = sys.argv[1:]
os.chdir(inside)
descriptor = os.open(outside, os.O_RDONLY)  # as if it had come from somewhere else
here = os.open(inside, os.O_RDONLY)
fence_in(inside)
for line in sys.stdin:
    try:
        exec(line)
        print("went through")
    except Exception as problem:
        print(type(problem).__name__)
"""
REFUSED = [
    "os.remove('precious', dir_fd=descriptor)",
    "os.remove('../outside/precious', dir_fd=here)",
    "os.mkdir('new', dir_fd=descriptor)",
    "os.rename('precious', 'gone', src_dir_fd=descriptor, dst_dir_fd=here)",
    "os.rename('precious', 'gone', src_dir_fd=descriptor, dst_dir_fd=descriptor)",
    "os.symlink('x', 'link', dir_fd=descriptor)",
    "os.chmod('precious', 0o600, dir_fd=descriptor)",
    "os.utime('precious', dir_fd=descriptor)",
    "os.rmdir('empty', dir_fd=descriptor)",
    "shutil.rmtree('empty', dir_fd=descriptor)",
    "os.open(outside, os.O_RDONLY)",
    "sqlite3.connect(outside + '/new.db').execute('create table t (a)')",
    "sqlite3.connect(f'file:{outside}/new.db', uri=True).execute('create table t (a)')",
    "open(outside + '/precious', 'w')",
]
LET_THROUGH = [
    "open(outside + '/precious').read()",
    "os.listdir(outside)",
    "sqlite3.connect(':memory:').execute('create table t (a)')",
    "sqlite3.connect('file::memory:?cache=shared', uri=True).execute('create table t (a)')",
    "sqlite3.connect('own.db').execute('create table t (a)')",
    "sqlite3.connect(f'file:{outside}/library.db?mode=ro', uri=True).execute('select * from t')",
    "os.makedirs('a/b/c'); shutil.rmtree('a')",
    "os.mkdir('d', dir_fd=here); os.rmdir('d', dir_fd=here)",
    "tempfile.TemporaryDirectory(dir=inside).cleanup()",
]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no system else tells a descriptor")
def test_what_leads_outside_is_refused_and_what_stays_inside_is_not(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    (outside / "empty").mkdir(parents=True)
    (outside / "precious").write_text("of last year", "utf-8")
    subprocess.run([sys.executable, "-c", LIBRARY, str(outside / "library.db")], check=True)
    before = {path.name: path.stat().st_mtime_ns for path in outside.iterdir()}
    lines = [*REFUSED, *LET_THROUGH]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(inside), str(outside)],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=100,
    )
    said = dict(zip(lines, done.stdout.split("\n"), strict=False))
    assert {line for line in lines if said.get(line) == "PermissionError"} == {*REFUSED}
    assert {line for line in lines if said.get(line) == "went through"} == {*LET_THROUGH}
    assert {path.name: path.stat().st_mtime_ns for path in outside.iterdir()} == before


LIBRARY = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as library:
    library.execute("create table t (a)")
"""
