"""Calls go one way: the contracts of pyproject.toml are kept."""

from pathlib import Path

from tests.architecture.contracts import broken_contracts
from tests.architecture.tree import ROOT


def test_every_import_contract_is_kept(tmp_path: Path) -> None:
    """`make check-imports` tells the same with the chain of imports that breaks it."""
    assert broken_contracts(ROOT, tmp_path) == {}
