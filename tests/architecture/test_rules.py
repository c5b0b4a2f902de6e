"""The rules that import-linter cannot see are kept."""

from tests.architecture.rules import findings
from tests.architecture.tree import ROOT


def test_every_rule_of_the_house_is_kept() -> None:
    """Each line of a failure names the place, the reason and the rule."""
    broken = [str(finding) for finding in findings(ROOT)]

    assert not broken, "\n" + "\n".join(broken)


def test_every_folder_of_tests_is_a_package() -> None:
    """Without __init__.py the folder tests/bot would hide the room bot from every import."""
    folders = {file.parent for file in (ROOT / "tests").rglob("*.py")}

    assert not [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
