"""The refusals of the analysis: which argument, and why. Nothing wrong becomes a silent number."""


class AnalysisError(ValueError):
    """An argument that cannot be counted on. `argument` names it, `why` says what is wrong with it."""

    def __init__(self, argument: str, why: str) -> None:
        super().__init__(f"{argument}: {why}")
        self.argument = argument
        self.why = why

    def __reduce__(self) -> tuple[type["AnalysisError"], tuple[str, str]]:
        return type(self), (self.argument, self.why)  # so that it survives the way home from another process


class Empty(AnalysisError):
    """There is nothing, or too little, to count."""


class NotFinite(AnalysisError):
    """A number is missing or infinite."""


class WrongShape(AnalysisError):
    """Arrays that belong together have different lengths, or the wrong number of dimensions."""


class WrongKind(AnalysisError):
    """Fractions where whole numbers are meant, text where numbers are."""


class OutOfRange(AnalysisError):
    """A number outside what it can mean: a negative count, a chance above one, a code without a name."""


class OutsideSweden(AnalysisError):
    """Coordinates that are no SWEREF 99 TM metres of Sweden: swapped, in degrees, or of another place."""


class NotSorted(AnalysisError):
    """Times or breaks that must rise do not."""


class AllAlike(AnalysisError):
    """All points in one place or all times the same: the question has no answer."""


class NoPopulation(AnalysisError):
    """An area has cases and nobody who could have had them, or no area has anybody."""


class TooLarge(AnalysisError):
    """More than the loops hold: say so instead of counting round the corner."""


class WrongSource(AnalysisError):
    """The question may not be asked of work that looked for what it found."""


class Impossible(AnalysisError):
    """Totals that no weights can reach together."""


class DoesNotSettle(AnalysisError):
    """The numbers of a model do not come to rest: no figure rather than the last one tried."""


class CannotHide(AnalysisError):
    """What must be shown gives a cell away, whatever else is hidden. `cell` is its place."""

    def __init__(self, cell: int) -> None:
        super().__init__("keep", f"gives away the cell at {cell}, whatever else is hidden")
        self.cell = cell

    def __reduce__(self) -> tuple[type["CannotHide"], tuple[int]]:  # type: ignore[override]
        return type(self), (self.cell,)
