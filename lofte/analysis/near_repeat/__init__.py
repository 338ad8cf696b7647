"""Near repeats: does it happen again nearby, and soon?"""

from lofte.analysis.near_repeat.interaction import Interaction, ModifiedKnox, jacquez, mantel, modified_knox
from lofte.analysis.near_repeat.pairs import Metric
from lofte.analysis.near_repeat.table import KnoxTable, knox

__all__ = ["Interaction", "KnoxTable", "Metric", "ModifiedKnox", "jacquez", "knox", "mantel", "modified_knox"]
