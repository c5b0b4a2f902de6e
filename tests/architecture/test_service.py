"""The unit for systemd is one that systemd understands, and is as closed as it says."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

UNIT = ROOT / "whoknows.service"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """With a Python that is here, since /opt/whoknows is not."""
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/whoknows/.venv/bin/python", sys.executable).replace("/opt/whoknows", "/tmp"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_starts_what_there_is_and_may_write_in_one_place() -> None:
    """README.md names that place for the database."""
    text = UNIT.read_text(encoding="utf-8")
    assert "ExecStart=/opt/whoknows/.venv/bin/python app.py\n" in text
    for closed in ("ProtectSystem=strict", "NoNewPrivileges=yes", "StateDirectory=whoknows", "User=whoknows"):
        assert closed in text
    assert "ReadWritePaths" not in text
    assert "sqlite+aiosqlite:////var/lib/whoknows/whoknows.db" in (ROOT / "README.md").read_text(encoding="utf-8")
