"""The acts on a bucket that obstore lacks: on versions, locks, and puts in parts that nobody finished.

The library is loaded when it is first needed: for a deletion, a check, or the sweeping at a start.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from math import inf
from typing import Any

from flows.record import record
from storage.errors import BadPlace, PlaceAway, PlaceRefused, Retained
from storage.places.address import Address

UNFINISHED = 86400.0
"""Seconds after which a put in parts is nobody's any more; the longest one takes minutes."""
CAUSES = {
    "NoSuchBucket": ("bucket", "there is no such bucket"),
    "InvalidAccessKeyId": ("access key", "the store does not know it"),
    "SignatureDoesNotMatch": ("secret key", "it does not belong to the access key"),
    "AccessDenied": ("bucket", "these credentials may not use this bucket"),
    "PermanentRedirect": ("region", "the bucket is in another region"),
    "AuthorizationHeaderMalformed": ("region", "the bucket is in another region"),
}
"""For the store's code, what is wrong with the settings."""


@record
class Kept:
    """How a bucket keeps objects: `versioned`, and the text of its lock, empty if it has none.

    `retains` where each new object is held for a time.
    """

    versioned: bool
    lock: str
    retains: bool


class Versions:
    """The rare acts on a bucket. All of them block and raise PlaceAway."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def check(self) -> None:
        """Raise BadPlace if the store refuses the bucket, the credentials or the region."""
        try:
            with _told():
                self._client.list_objects_v2(
                    Bucket=self._address.bucket, Prefix=self._address.prefix, MaxKeys=1
                )
        except PlaceRefused as error:
            cause, said = CAUSES.get(error.code, ("endpoint", f"it answers with {error.code}"))
            raise BadPlace(cause, said) from None

    def kept(self) -> Kept:
        """Return how the bucket keeps objects; a store that does not know of versions keeps none."""
        name = self._address.bucket
        try:
            with _told():
                versioned = self._client.get_bucket_versioning(Bucket=name).get("Status") == "Enabled"
                lock = self._client.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
        except PlaceRefused as error:
            return Kept(error.code == _NO_LOCK and versioned, "", False)
        rule = lock.get("Rule", {}).get("DefaultRetention", {})
        number, unit = (rule["Days"], "day") if "Days" in rule else (rule.get("Years"), "year")
        term = f"{number} {unit}" if number == 1 else f"{number} {unit}s"
        return Kept(versioned, f"{rule['Mode']}, {term}" if rule else "without a term", bool(rule))

    def erase(self, key: str) -> None:
        """Delete every version of an object. One that is held stays, hidden by a marker: raises Retained."""
        until = 0.0
        versions, markers = self._versions(key)
        for version in versions:
            try:
                self._delete(Key=key, VersionId=version)
            except PlaceRefused as error:
                until = max(until, self._held(key, version, error))
        if until and not markers:
            self._delete(Key=key)
        for marker in () if until else markers:
            self._delete(Key=key, VersionId=marker)
        if until:
            raise Retained(until)

    def held(self, key: str) -> float:
        """Return until when one of an object's versions is held; 0 where nothing holds any."""
        return max((self._until(key, version) for version in self._versions(key)[0]), default=0.0)

    def _delete(self, **named: str) -> None:
        with _told():
            self._client.delete_object(Bucket=self._address.bucket, **named)

    def left(self, key: str) -> int:
        """Return how many versions and markers of an object there are."""
        return sum(map(len, self._versions(key)))

    def abort_unfinished(self, root: str, before: float) -> int:
        """Abort puts in parts below `root` that were begun by this time; return how many."""
        count, bucket = 0, self._address.bucket
        try:
            with _told():
                pages = self._client.get_paginator("list_multipart_uploads")
                for page in pages.paginate(Bucket=bucket, Prefix=root):
                    for each in page.get("Uploads", ()):
                        if each["Initiated"].timestamp() <= before:
                            self._client.abort_multipart_upload(
                                Bucket=bucket, Key=each["Key"], UploadId=each["UploadId"]
                            )
                            count += 1
        except PlaceRefused as error:
            raise PlaceAway(error.code) from None
        return count

    def _versions(self, key: str) -> tuple[list[str], list[str]]:
        """Return the ids of an object's versions, and those of its markers of deletion."""
        try:
            with _told():
                pages = self._client.get_paginator("list_object_versions").paginate(
                    Bucket=self._address.bucket, Prefix=key
                )
                found = [(page.get("Versions", []), page.get("DeleteMarkers", [])) for page in pages]
        except PlaceRefused as error:
            raise PlaceAway(error.code) from None
        versions, markers = (
            [each["VersionId"] for part in parts for each in part if each["Key"] == key]
            for parts in zip(*found, strict=True)
        )
        return versions, markers

    def _held(self, key: str, version: str, refused: PlaceRefused) -> float:
        """Return until when a version is held. Raises PlaceAway for a refusal that no lock explains."""
        until = self._until(key, version)
        if not until:
            raise PlaceAway(refused.code) from None
        return until

    def _until(self, key: str, version: str) -> float:
        """Return until when a version is held, in seconds since the epoch; 0 where nothing holds it."""
        named = {"Bucket": self._address.bucket, "Key": key, "VersionId": version}
        with suppress(PlaceRefused), _told():
            if self._client.get_object_legal_hold(**named)["LegalHold"].get("Status") == "ON":
                return inf
        with suppress(PlaceRefused), _told():
            return float(
                self._client.get_object_retention(**named)["Retention"]["RetainUntilDate"].timestamp()
            )
        return 0.0

    @property
    def _client(self) -> Any:  # botocore makes its clients' classes from data
        address = self._address
        return _made(address.endpoint, address.region, address.access_key, address.secret_key)


@lru_cache(maxsize=4)
def _made(endpoint: str, region: str, access_key: str, secret_key: str) -> Any:
    """Return a client for any thread; making one takes a tenth of a second."""
    from botocore.config import Config
    from botocore.session import Session

    return Session(_NO_FILES).create_client(
        "s3",
        region_name=region,
        endpoint_url=endpoint or None,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            connect_timeout=5,
            read_timeout=20,
            retries={"total_max_attempts": 3},
            s3={"addressing_style": "path" if endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


# Neither a profile nor a file of the user who runs this decides: the settings do.
_NO_FILES = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}


_NO_LOCK = "ObjectLockConfigurationNotFoundError"


@contextmanager
def _told() -> Iterator[None]:
    """Raise PlaceRefused for a refusal, and PlaceAway where the store does not answer or is in trouble."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        answer = error.response
        status = int(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 500))
        code = str(answer.get("Error", {}).get("Code", status))
        if (status >= 500 and code != "NotImplemented") or code in {"SlowDown", "RequestTimeout"}:
            raise PlaceAway(code) from None
        raise PlaceRefused(code) from None
    except BotoCoreError as error:
        raise PlaceAway(type(error).__name__) from None
