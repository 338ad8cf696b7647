"""Hot spots: where reported incidents lie dense, what of it chance would give, and whether it lasts."""

from lofte.analysis.hotspots.density import Density, kde
from lofte.analysis.hotspots.grids import Grid
from lofte.analysis.hotspots.hits import Comparison, HitRates, compare_with_last_year, hit_rates
from lofte.analysis.hotspots.local import LocalStatistics, getis_ord, local_moran

__all__ = [
    "Comparison",
    "Density",
    "Grid",
    "HitRates",
    "LocalStatistics",
    "compare_with_last_year",
    "getis_ord",
    "hit_rates",
    "kde",
    "local_moran",
]
