"""Spark counts by the same SQL text what the cubes hold.

Run when asked for by name, since pyspark (0.5 GB) and Java 17 are not brought along:

    .venv/bin/python -m pytest -q slow/spark_sql.py
"""

import importlib
import shutil
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lofte.analysis import SourceClass, cube, hour_cube, windows
from lofte.analysis.portable import CUBE, HOUR_CUBE, windows_sql
from tests.analysis import test_portable as same

COLUMNS = "area, week_number, hour_of_week, category, source_class, counted, x, y"


@pytest.fixture
def spark() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.fail("Spark needs Java 17, which is not here: apt-get install openjdk-17-jre-headless")
    try:
        sql = importlib.import_module("pyspark.sql")
    except ImportError:
        pytest.fail("pyspark is not here: .venv/bin/python -m pip install pyspark==4.3.0")
    session = (
        sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_over_two_executors_counts_what_the_cubes_hold(spark: Any) -> None:
    given = same.rows()
    columns = (
        *(given.area, given.week_number, given.hour_of_week, given.category),
        *(np.abs(given.signed_class), np.sign(given.signed_class), given.x, given.y),
    )
    told = [tuple(int(number) for number in one) for one in zip(*columns, strict=True)]
    types = ", ".join(f"{name} INT" for name in COLUMNS.split(", "))
    spark.createDataFrame(told, types).createOrReplaceTempView("incident_columns")
    weekly = cube([given], n_areas=5, n_categories=3, first_week=2900, n_weeks=16)
    hourly = hour_cube([given], n_areas=5, n_categories=3)

    assert [tuple(one) for one in spark.sql(CUBE).collect()] == same.filled(weekly, first=2900)
    assert [tuple(one) for one in spark.sql(HOUR_CUBE).collect()] == same.filled(hourly, first=0)
    sums = windows(weekly, same.STARTS, same.ENDS, source=SourceClass.REPORTED)
    found = [tuple(one) for one in spark.sql(windows_sql(same.STARTS, same.ENDS, source_class=1)).collect()]
    assert found == [(a, c, *sums[:, a, c].tolist()) for a in range(5) for c in range(3)]
