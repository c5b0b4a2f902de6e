"""Every file can be read in one go."""

from tests.architecture.sizes import too_long
from tests.architecture.tree import ROOT


def test_no_file_is_above_300_lines() -> None:
    """A file that grows has an idea inside that wants a name of its own."""
    assert not too_long(ROOT)
