"""Writes every sample beside this folder."""

from pathlib import Path
from typing import Protocol

from sample_settlements.build import growth_mission_fund, nhs_capital_to_resource, opportunity_mission
from sample_settlements.build.notes import with_generated
from settlement_modeller.documents import SUFFIX, SettlementFile, save, write_whole

SAMPLES = Path(__file__).resolve().parents[1]


class Builder(Protocol):
    """A module that builds one sample."""

    NAME: str

    def build(self) -> SettlementFile:
        """The settlement file."""
        ...


BUILDERS: tuple[Builder, ...] = (opportunity_mission, nhs_capital_to_resource, growth_mission_fund)


def main() -> None:
    """Build and save each sample, and write what follows from it into its note."""
    for builder in BUILDERS:
        file = builder.build()
        save(file, SAMPLES / f"{builder.NAME}{SUFFIX}")
        note = SAMPLES / f"{builder.NAME}.md"
        write_whole(note, with_generated(note.read_text(encoding="utf-8"), file).encode())


if __name__ == "__main__":
    main()
