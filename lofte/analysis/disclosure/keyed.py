"""The cell key method: counts change a little, always by the same, whatever table the same records are in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.tables import read_only
from lofte.analysis.errors import Empty, OutOfRange, TooLarge, WrongKind, WrongShape

N_KEYS = 256
LAST_ROW = 750  # counts above it use the last rows again and again
ROUND = 250
LEAST_SECRET = 16  # bytes; shorter ones can be tried out


@dataclass(frozen=True)
class PTable:
    """What is added to a count of each row 0 to 750 with each cell key 0 to 255."""

    changes: IntArray  # shape (751, 256)
    name: str

    def rows(self, counts: IntArray) -> IntArray:
        """Return the row of each count: itself up to 750, then rows 501 to 750 in turn."""
        return np.where(counts > LAST_ROW, (counts - 1) % ROUND + LAST_ROW - ROUND + 1, counts)


@dataclass(frozen=True)
class Perturbed:
    """A table by the cell key method. `counts` alone may be published: the rest undoes it."""

    counts: IntArray  # shape (n_groups,)
    true_counts: IntArray
    cell_keys: IntArray
    changes: IntArray
    p_table: str


def record_keys(names: Sequence[str], *, secret: bytes) -> IntArray:
    """Return a permanent key from 0 to 255 for each record.

    Parameters
    ----------
    names : sequence of str
        What names each record for ever; the same name always gets the same key.
    secret : bytes, at least 16
        Kept apart from the data, and never changed: who has it can take the noise away again, and with
        another one all that was published before can be compared.

    Returns
    -------
    int array, shape (n,)

    Raises
    ------
    OutOfRange
        If the secret is shorter than 16 bytes or longer than 64.
    WrongKind
        If a name is no text.
    Empty
        Without names.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    >>> record_keys(["a", "b", "a"], secret=b"sixteen bytes or more")
    array([167, 147, 167])
    """
    if not isinstance(secret, bytes):
        raise WrongKind("secret", "is not bytes")
    if not LEAST_SECRET <= len(secret) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise OutOfRange("secret", f"has {len(secret)} bytes, and 16 to 64 are meant")
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise WrongKind("names", "holds something that is no text")
    if not len(names):
        raise Empty("names", "holds no records")
    digests = (hashlib.blake2b(name.encode(), key=secret, digest_size=1).digest()[0] for name in names)
    return np.fromiter(digests, np.int64, count=len(names))


def ten_five() -> PTable:
    """Return the published 10-5 rule: below ten nought, else the nearest five.

    Returns
    -------
    PTable
        The same for every cell key: it rounds, and adds no noise.

    References
    ----------
    docs/methods/disclosure.md; Office for National Statistics, Cell Key Perturbation, user guide 2.1.1.

    Examples
    --------
    >>> ten_five().changes[[16, 5, 10, 12], [64, 196, 123, 149]]
    array([-1, -5,  0, -2])
    """
    counts = np.arange(LAST_ROW + 1)
    changes = np.where(counts < 10, -counts, (counts + 2) // 5 * 5 - counts)
    return p_table(np.repeat(changes[:, None], N_KEYS, axis=1), name="10-5")


def p_table(changes: npt.ArrayLike, *, name: str) -> PTable:
    """Return a table of changes that has been looked through.

    Parameters
    ----------
    changes : whole numbers, shape (751, 256)
        What is added to a count of each row with each cell key.
    name : str
        What the table calls itself; it is told beside the figures.

    Returns
    -------
    PTable

    Raises
    ------
    OutOfRange
        If a count would become negative, or nought something else: nobody is made up.
    WrongShape, Empty
        If the table has another shape, or no name.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    >>> p_table(np.zeros((751, 256), dtype=int), name="as it is").name
    'as it is'
    """
    given = checking.whole("changes", changes, ndim=2, low=-LAST_ROW, high=LAST_ROW).copy()
    if given.shape != (LAST_ROW + 1, N_KEYS):
        raise WrongShape("changes", f"has the shape {given.shape}, and (751, 256) is meant")
    if (given + np.arange(LAST_ROW + 1)[:, None] < 0).any():
        raise OutOfRange("changes", "makes a count negative")
    if given[0].any():
        raise OutOfRange("changes", "makes something of nought")
    given.setflags(write=False)
    return PTable(given, _told(name))


def _told(name: object) -> str:
    if not isinstance(name, str) or not name.strip():
        raise Empty("name", "is not told")
    return name


def perturb(groups: npt.ArrayLike, keys: npt.ArrayLike, by: PTable, *, n_groups: int) -> Perturbed:
    """Return how many records each group holds, changed by its cell key.

    Parameters
    ----------
    groups : whole numbers, shape (n,)
        The cell of each record, 0 to ``n_groups - 1``.
    keys : whole numbers, shape (n,)
        The permanent key of each record, 0 to 255, as `record_keys` gives.
    by : PTable
        What is added, by row and cell key: `ten_five` or `noise`.
    n_groups : int
        How many cells there are.

    Returns
    -------
    Perturbed
        Totals are cells of their own: count them with groups of their own, and say that they do not add up.

    Raises
    ------
    OutOfRange
        If a group has no cell, or a key is not between 0 and 255.
    WrongShape
        If groups and keys have different lengths.

    Notes
    -----
    A cell key is the sum of its records' keys, modulo 256, so that the same records always get the same
    change: asking again in another table teaches nothing. A table with fixed changes alone (10-5) rounds; it
    does not stop differences between large counts. `noise` does.

    References
    ----------
    docs/methods/disclosure.md; Fraser & Wooton (2005), UNECE work session on statistical data
    confidentiality; Thompson, Broadfoot & Elazar (2013), the same.

    Examples
    --------
    >>> perturb([0] * 16 + [1] * 5, [4] * 21, ten_five(), n_groups=3).counts
    array([15,  0,  0])
    """
    n = checking.one_whole("n_groups", n_groups, low=1)
    member = checking.whole("groups", groups, least=0, high=n - 1)
    given = checking.whole("keys", keys, least=0, high=N_KEYS - 1)
    checking.same_length("keys", given, "groups", member)
    if len(member) > 2**40:
        raise TooLarge("groups", "holds more than 2^40 records")
    counts = np.bincount(member, minlength=n)
    sums = np.zeros(n, np.int64)
    np.add.at(sums, member, given)
    cell_keys = sums % N_KEYS
    changes = by.changes[by.rows(counts), cell_keys]
    given_out, counts, cell_keys, changes = read_only(counts + changes, counts, cell_keys, changes)
    return Perturbed(given_out, counts, cell_keys, changes, by.name)
