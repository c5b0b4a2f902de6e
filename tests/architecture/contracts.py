"""import-linter's contracts of pyproject.toml, checked on one copy of the house."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from importlinter import api
from importlinter.application import use_cases


def contract_ids(root: Path) -> set[str]:
    """The id of every contract in the pyproject.toml at `root`."""
    return {contract["id"] for contract in api.read_configuration(str(root / "pyproject.toml"))["contracts_options"]}


def broken_contracts(root: Path, cache: Path) -> dict[str, str]:
    """The id of each broken contract with its name; `cache` keeps what was read of unchanged files."""
    options = use_cases.read_user_options(str(root / "pyproject.toml"))
    use_cases._register_contract_types(options)
    with _imports_come_from(root, set(options.session_options["root_packages"])):
        report = use_cases.create_report(options, cache_dir=str(cache))
    assert not report.could_not_run, report.invalid_contract_options
    return {
        contract.contract_options["id"]: contract.name
        for contract, check in report.get_contracts_and_checks()
        if not check.kept
    }


@contextmanager
def _imports_come_from(root: Path, packages: set[str]) -> Iterator[None]:
    # import-linter asks Python where a package lies; one that is loaded already would hide the copy.
    kept = {name: module for name, module in sys.modules.items() if name not in packages}
    with patch.dict(sys.modules, kept, clear=True), patch.object(sys, "path", [str(root), *sys.path]):
        yield
