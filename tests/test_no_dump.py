"""What is in memory leaves no trace on the disk when the process falls."""

import subprocess
import sys

import pytest

LOOK = """
import ctypes, resource
from bot.app.run import leave_no_dump
leave_no_dump()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
"""3 is PR_GET_DUMPABLE."""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux itself")
def test_a_process_of_ours_leaves_no_dump_of_its_memory():
    command = [sys.executable, "-c", LOOK]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "(0, 0) 0"
