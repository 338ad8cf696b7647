"""Least and greatest counts by flows: what a hidden cell in at most two sums can grow by flows around it."""

import ctypes
from dataclasses import dataclass

import numpy as np
import scipy

from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.tables import BoolArray
from lofte.analysis.disclosure.views import UNBOUNDED, View
from lofte.analysis.kernels import LIBRARY, have_c, pointer

ENDLESS = 2**30  # a capacity, and more than all finite ones together


@dataclass(frozen=True)
class Network:
    """The unknowns as arcs between sums: `truth` flows from `tail` to `head`; the last node is outside."""

    n_nodes: int
    tail: IntArray
    head: IntArray
    more: IntArray  # how much an arc can take on, ENDLESS where nothing holds it
    less: IntArray  # how much it can let go


def network(seen: View) -> Network | None:
    """Return the unknowns as a network; nothing where a cell stands in more sums, or sums turn both ways."""
    n_sums_of = np.bincount(seen.of, minlength=seen.n)
    if n_sums_of.max(initial=0) > 2:
        return None
    turned = _turned(seen, n_sums_of == 2)
    if turned is None:
        return None
    sign = seen.sign * turned[seen.row]
    ends = np.full((2, seen.n), seen.n_rows)  # a cell in one sum alone comes from outside
    out = sign > 0
    ends[0][seen.of[out]] = seen.row[out]
    ends[1][seen.of[~out]] = seen.row[~out]
    less = seen.truth - seen.low
    more = np.where(seen.high >= UNBOUNDED, 0, seen.high - seen.truth)
    if int(less.sum()) + int(more.sum()) >= ENDLESS:
        return None
    return Network(seen.n_rows + 1, ends[0], ends[1], np.where(seen.high >= UNBOUNDED, ENDLESS, more), less)


def _turned(seen: View, in_two: BoolArray) -> IntArray | None:
    """Return +1 or -1 for each sum so that the cells in two of them have opposite signs there."""
    order = np.argsort(seen.of, kind="stable")
    order = order[in_two[seen.of[order]]]
    first, second = order[::2], order[1::2]
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(seen.n_rows)]
    for a, b, alike in zip(
        seen.row[first].tolist(),
        seen.row[second].tolist(),
        (seen.sign[first] * seen.sign[second]).tolist(),
        strict=True,
    ):
        neighbours[a].append((b, -alike))
        neighbours[b].append((a, -alike))
    turned = np.zeros(seen.n_rows, np.int64)
    for start in range(seen.n_rows):
        if not turned[start] and not _spread(start, neighbours, turned):
            return None
    return turned


def _spread(start: int, neighbours: list[list[tuple[int, int]]], turned: IntArray) -> bool:
    """Turn all sums that hang together with the first; say whether they agree."""
    turned[start] = 1
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there, factor in neighbours[here]:
            wanted = turned[here] * factor
            if not turned[there]:
                turned[there] = wanted
                waiting.append(there)
            elif turned[there] != wanted:
                return False
    return True


def by_flows(seen: View, net: Network, wanted: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the least and greatest of each wanted unknown; of the others, the truth."""
    least, greatest = seen.truth.copy(), seen.truth.copy()
    asked = np.flatnonzero(wanted)
    down = np.minimum(_around(net, asked, net.tail, net.head), net.less[asked])
    up = np.minimum(_around(net, asked, net.head, net.tail), net.more[asked])
    least[asked] -= down
    greatest[asked] = np.where(up >= ENDLESS, UNBOUNDED, greatest[asked] + up)
    return least, greatest


def _around(net: Network, asked: IntArray, start: IntArray, end: IntArray) -> IntArray:
    """How much can flow from the start to the end of each arc without passing it."""
    if have_c():
        return _with_c(net, asked, start, end)
    return np.array([_flow(net, arc, int(start[arc]), int(end[arc])) for arc in asked.tolist()], np.int64)


def _with_c(net: Network, asked: IntArray, start: IntArray, end: IntArray) -> IntArray:
    found = np.zeros(len(asked), np.int64)
    room = np.zeros(5 * net.n_nodes + 1 + 8 * len(net.tail), np.int64)
    LIBRARY.lofte_flows(  # type: ignore[union-attr]
        ctypes.c_int64(net.n_nodes),
        ctypes.c_int64(len(net.tail)),
        *_pointers(net.tail, net.head, net.more, net.less),
        ctypes.c_int64(len(asked)),
        *_pointers(asked, start[asked], end[asked], room, found),
    )
    return found


def _pointers(*arrays: IntArray) -> list[ctypes.c_void_p]:
    return [pointer(array, np.int64) for array in arrays]


def _flow(net: Network, arc: int, start: int, end: int) -> int:
    """One greatest flow. A gate before the start keeps the sum of endless arcs below what the loop holds."""
    if start == end:
        return ENDLESS
    more, less = net.more.copy(), net.less.copy()
    more[arc] = less[arc] = 0
    gate = net.n_nodes
    rows = np.concatenate([net.tail, net.head, [gate]])
    cols = np.concatenate([net.head, net.tail, [start]])
    capacity = np.zeros((gate + 1, gate + 1), np.int64)
    np.add.at(capacity, (rows, cols), np.concatenate([more, less, [ENDLESS]]))
    graph = scipy.sparse.csr_array(np.minimum(capacity, ENDLESS).astype(np.int32))
    return int(scipy.sparse.csgraph.maximum_flow(graph, gate, end).flow_value)
