"""What a sample finds: the chance that false entries are among those drawn."""

from math import comb


def chance(found: int, *, n_false: int, listed: int, drawn: int) -> float:
    """Return the probability that exactly so many of the false entries are drawn (hypergeometric).

    Parameters
    ----------
    found : int
        False entries among those drawn.
    n_false, listed, drawn : int
        False entries in the list, entries in the list, entries drawn without putting any back.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If more are false, or drawn, than there are in the list.

    References
    ----------
    docs/methods/sampling.md; Feller (1968), An Introduction to Probability Theory, vol. I, II.6.

    Examples
    --------
    >>> round(chance(2, n_false=5, listed=50, drawn=10), 4)
    0.2098
    """
    if not (0 <= n_false <= listed and 0 <= drawn <= listed):
        raise ValueError(f"{n_false} false and {drawn} drawn of {listed}")
    if found < 0 or found > n_false or drawn - found > listed - n_false:
        return 0.0
    return comb(n_false, found) * comb(listed - n_false, drawn - found) / comb(listed, drawn)


def finds(*, n_false: int, listed: int, drawn: int) -> float:
    """Return the probability that at least one false entry is drawn.

    Parameters
    ----------
    n_false, listed, drawn : int
        False entries in the list, entries in the list, entries drawn.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If more are false, or drawn, than there are in the list.

    References
    ----------
    docs/methods/sampling.md

    Examples
    --------
    >>> round(finds(n_false=40, listed=400, drawn=40), 3)
    0.988
    """
    return 1 - chance(0, n_false=n_false, listed=listed, drawn=drawn)
