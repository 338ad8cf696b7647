"""What is said when an answer from another organisation's sign-in is not what was asked for."""


class Refused(Exception):
    """Carries the word of the check that failed: for the log, with nothing of whom it was about."""
