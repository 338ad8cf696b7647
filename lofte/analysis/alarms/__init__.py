"""Alarms: weeks that are more, or fewer, than what was to be expected; and whole batches of them."""

from lofte.analysis.alarms.cusum import Cusum, cusum
from lofte.analysis.alarms.ears import Ears, ears
from lofte.analysis.alarms.farrington import Ranges, Reading, farrington, farrington_flexible
from lofte.analysis.alarms.levels import Level
from lofte.analysis.alarms.rounds import Round, alarm_round
from lofte.analysis.alarms.thresholds import Thresholds, negative_binomial_thresholds, power_thresholds

__all__ = [
    "Cusum",
    "Ears",
    "Level",
    "Ranges",
    "Reading",
    "Round",
    "Thresholds",
    "alarm_round",
    "cusum",
    "ears",
    "farrington",
    "farrington_flexible",
    "negative_binomial_thresholds",
    "power_thresholds",
]
