"""Löfte: citizen promises, from what happens in the streets to a follow-up that anybody can check."""

import sys

import pysqlite3

# The interpreter's own SQLite may carry the WAL-reset fault (fixed in 3.51.3); one process must never open
# the same file through two libraries, so the swap happens before anything else can import sqlite3.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"
