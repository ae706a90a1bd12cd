"""A line of `main.py doctor`."""

from flows.record import record

ON, OFF, WARN, BAD = "on", "off", "warn", "BAD"


@record
class Finding:
    """One line: ON works, OFF is not set up, WARN works but should be changed, BAD does not work."""

    mark: str
    about: str
    said: str

    def __str__(self) -> str:
        return f"  {self.mark:<4} {self.about:<10} {self.said}"
