"""The address of a place in an S3-compatible store, and who may use it."""

from dataclasses import field

from flows.record import record


@record
class Address:
    """A prefix in a bucket. `endpoint` is empty for Amazon's own; `owner` names this installation.

    `prefix` ends with a slash, or is empty.
    """

    bucket: str
    prefix: str
    endpoint: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    owner: str = field(default="", repr=False)

    def __str__(self) -> str:
        named = f"s3://{self.bucket}/{self.prefix}".rstrip("/")
        return f"{named} at {self.endpoint}" if self.endpoint else named
