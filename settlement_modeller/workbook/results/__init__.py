"""The results workbook: live formulas with the engine's figures as cached values."""

from settlement_modeller.workbook.results.export import write_results_workbook

__all__ = ["write_results_workbook"]
