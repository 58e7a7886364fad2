"""A crash of Python leaves no image of the memory on the disk."""

import subprocess
import sys

import pytest

CODE = """
import resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # as on a PC that keeps such images
from app.__main__ import main
sys.argv = ["runsheet", "--help"]
main()
print(f"a dump of {resource.getrlimit(resource.RLIMIT_CORE)[0]} bytes")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' own reports are switched off there")
@pytest.mark.proves("S1")
def test_a_crash_leaves_no_image_of_the_memory(figure):
    told = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    last = told.stdout.splitlines()[-1]
    figure(last)
    assert last == "a dump of 0 bytes"
