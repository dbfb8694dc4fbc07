"""Writes every sample beside this folder."""

from pathlib import Path

from sample_settlements.build import opportunity_mission
from settlement_modeller.documents import SUFFIX, save

SAMPLES = Path(__file__).resolve().parents[1]
BUILDERS = (opportunity_mission,)


def main() -> None:
    """Build and save each sample."""
    for builder in BUILDERS:
        save(builder.build(), SAMPLES / f"{builder.NAME}{SUFFIX}")


if __name__ == "__main__":
    main()
