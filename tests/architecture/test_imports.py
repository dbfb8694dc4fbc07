"""What may import what, as import-linter cannot say it, and a watch on Qt itself."""

import graphlib
import importlib
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from PySide6.QtWidgets import QApplication, QLabel

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("models", "settlement_modeller", "ui")
ABOVE_THE_DOMAIN = {"models.engine", "models.checks", "models.compare"}

IMPORT_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
print(*{name.partition(".")[0] for name in sys.modules})
"""


def loaded_after_importing(*packages: str) -> set[str]:
    """Return the top-level names that a fresh interpreter holds after importing whole packages."""
    command = [sys.executable, "-c", IMPORT_ALL, *packages]
    return set(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.split())


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_generic_package_name_means_the_project(package: str) -> None:
    assert importlib.import_module(package).__file__ == str(ROOT / package / "__init__.py")


def test_models_and_services_load_no_qt() -> None:
    assert not loaded_after_importing("models", "settlement_modeller") & {"PySide6", "shiboken6", "ui"}


def test_models_load_no_workbook_library_and_no_service() -> None:
    unwanted = {"openpyxl", "xlsxwriter", "python_calamine", "settlement_modeller"}
    assert not loaded_after_importing("models") & unwanted


def test_no_module_imports_itself_by_a_detour(imports: dict[str, set[str]]) -> None:
    cycle: list[str] = []
    try:
        graphlib.TopologicalSorter(imports).prepare()
    except graphlib.CycleError as error:
        cycle = error.args[1]
    assert cycle == []


def test_the_domain_imports_nothing_of_ours_but_the_domain(imports: dict[str, set[str]]) -> None:
    def part(module: str) -> str:
        return ".".join(module.split(".")[:2])

    domain = {module for module in imports if part(module).startswith("models.")} - {
        module for module in imports if part(module) in ABOVE_THE_DOMAIN
    }
    strays = {
        module: imports[module] - domain - {"models"} for module in domain if imports[module] - domain - {"models"}
    }
    assert not strays


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never counted there")
def test_qt_calls_that_return_nothing_keep_the_count_of_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 loses a reference at each call, and Python aborts when none is left.
    assert qapp is not None
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert before - sys.getrefcount(None) < 100
