"""Statistics as pure functions: arrays in, frozen results out; no database, no chance but by seed."""

from lofte.analysis.alarms import (
    Level,
    Reading,
    alarm_round,
    cusum,
    ears,
    farrington,
    farrington_flexible,
    negative_binomial_thresholds,
    power_thresholds,
)
from lofte.analysis.aoristic import aoristic
from lofte.analysis.columns import Events, events
from lofte.analysis.cubes import Cube, cube, hour_cube
from lofte.analysis.days import days
from lofte.analysis.effects import (
    Plan,
    difference_in_differences,
    judged,
    least_change,
    least_seen_fall,
    power_of_fall,
    regression_to_mean,
    synthetic_control,
    wdd,
    wdq,
)
from lofte.analysis.errors import AnalysisError
from lofte.analysis.false_discoveries import benjamini_hochberg
from lofte.analysis.harm import harm, weights
from lofte.analysis.hotspots import Grid, compare_with_last_year, getis_ord, hit_rates, kde, local_moran
from lofte.analysis.hours import hours
from lofte.analysis.near_repeat import Metric, jacquez, knox, mantel, modified_knox
from lofte.analysis.neighbours import Neighbours, nearest_neighbours, neighbours_within
from lofte.analysis.planes import Plane
from lofte.analysis.rates import e_test, rate_ratio
from lofte.analysis.scanning import (
    Cluster,
    Distance,
    Scan,
    bernoulli_scan,
    expectation_scan,
    likely_doubles,
    poisson_scan,
    scan,
)
from lofte.analysis.sources import SourceClass
from lofte.analysis.stl import stl
from lofte.analysis.surveys import (
    Margin,
    Survey,
    SurveyMean,
    SurveyShare,
    SurveyTotal,
    calibrate,
    design_effect,
    effective_n,
    rake,
    survey,
    survey_mean,
    survey_share,
    survey_total,
    trim,
)
from lofte.analysis.trends import Trend, trend, windows
from lofte.analysis.worst_window import most_in_a_window

__all__ = [
    "AnalysisError",
    "Cluster",
    "Cube",
    "Distance",
    "Events",
    "Grid",
    "Level",
    "Margin",
    "Metric",
    "Neighbours",
    "Plan",
    "Plane",
    "Reading",
    "Scan",
    "SourceClass",
    "Survey",
    "SurveyMean",
    "SurveyShare",
    "SurveyTotal",
    "Trend",
    "alarm_round",
    "aoristic",
    "benjamini_hochberg",
    "bernoulli_scan",
    "calibrate",
    "compare_with_last_year",
    "cube",
    "cusum",
    "days",
    "design_effect",
    "difference_in_differences",
    "e_test",
    "ears",
    "effective_n",
    "events",
    "expectation_scan",
    "farrington",
    "farrington_flexible",
    "getis_ord",
    "harm",
    "hit_rates",
    "hour_cube",
    "hours",
    "jacquez",
    "judged",
    "kde",
    "knox",
    "least_change",
    "least_seen_fall",
    "likely_doubles",
    "local_moran",
    "mantel",
    "modified_knox",
    "most_in_a_window",
    "nearest_neighbours",
    "negative_binomial_thresholds",
    "neighbours_within",
    "poisson_scan",
    "power_of_fall",
    "power_thresholds",
    "rake",
    "rate_ratio",
    "regression_to_mean",
    "scan",
    "stl",
    "survey",
    "survey_mean",
    "survey_share",
    "survey_total",
    "synthetic_control",
    "trend",
    "trim",
    "wdd",
    "wdq",
    "weights",
    "windows",
]
