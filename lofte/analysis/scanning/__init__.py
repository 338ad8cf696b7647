"""Scan statistics: where, and when, there is more than chance explains (docs/methods/scan.md)."""

from lofte.analysis.scanning.bernoulli import bernoulli_scan
from lofte.analysis.scanning.counts import expectation_scan, poisson_scan
from lofte.analysis.scanning.doubles import likely_doubles
from lofte.analysis.scanning.permutation import scan
from lofte.analysis.scanning.places import Distance
from lofte.analysis.scanning.results import Cluster, Scan

__all__ = [
    "Cluster",
    "Distance",
    "Scan",
    "bernoulli_scan",
    "expectation_scan",
    "likely_doubles",
    "poisson_scan",
    "scan",
]
