"""What obstore cannot do in a bucket: versions, locks, and puts in parts that nobody finished.

The library is loaded when it is first needed: for a deletion, a check, or the sweeping at a start.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from math import inf
from typing import Any

from flows.record import record
from storage.errors import BadPlace, PlaceAway, Retained
from storage.places.address import Address

UNFINISHED = 86400.0
"""Seconds after which a put in parts is nobody's any more; the longest one takes minutes."""
_LOCKED = frozenset({"AccessDenied", "ObjectLocked", "InvalidRequest", "MethodNotAllowed"})
_UNKNOWN = frozenset({"NotImplemented", "MethodNotAllowed", "AccessDenied", "XNotImplemented"})
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
        except _Refused as error:
            cause, said = CAUSES.get(error.code, ("endpoint", f"it answers with {error.code}"))
            raise BadPlace(cause, said) from None

    def kept(self) -> Kept:
        """Return how the bucket keeps objects; a store that does not know of versions keeps none."""
        name = self._address.bucket
        try:
            with _told():
                versioned = self._client.get_bucket_versioning(Bucket=name).get("Status") == "Enabled"
                lock = self._client.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
        except _Refused as error:
            return Kept(error.code == _NO_LOCK and versioned, "", False)
        rule = lock.get("Rule", {}).get("DefaultRetention", {})
        term = f"{rule['Days']} days" if "Days" in rule else f"{rule.get('Years')} years"
        return Kept(versioned, f"{rule['Mode']}, {term}" if rule else "without a term", bool(rule))

    def erase(self, key: str) -> None:
        """Delete every version of an object. Raises Retained if one of them is held."""
        until = 0.0
        for version in self._versions(key):
            try:
                with _told():
                    self._client.delete_object(Bucket=self._address.bucket, Key=key, VersionId=version)
            except _Refused as error:
                until = max(until, self._held(key, version, error))
        if until:
            raise Retained(until)

    def left(self, key: str) -> int:
        """Return how many versions and markers of an object there are."""
        return len(self._versions(key))

    def abort_unfinished(self, root: str, age: float = UNFINISHED) -> int:
        """Abort puts in parts below `root` that were begun so many seconds ago; return how many."""
        count, bucket = 0, self._address.bucket
        try:
            with _told():
                pages = self._client.get_paginator("list_multipart_uploads")
                for page in pages.paginate(Bucket=bucket, Prefix=root):
                    for each in page.get("Uploads", ()):
                        if each["Initiated"].timestamp() <= time.time() - age:
                            self._client.abort_multipart_upload(
                                Bucket=bucket, Key=each["Key"], UploadId=each["UploadId"]
                            )
                            count += 1
        except _Refused as error:
            raise PlaceAway(error.code) from None
        return count

    def _versions(self, key: str) -> list[str]:
        """Return the ids of an object's versions and of its markers of deletion."""
        try:
            with _told():
                pages = self._client.get_paginator("list_object_versions")
                return [
                    each["VersionId"]
                    for page in pages.paginate(Bucket=self._address.bucket, Prefix=key)
                    for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
                    if each["Key"] == key
                ]
        except _Refused as error:
            raise PlaceAway(error.code) from None

    def _held(self, key: str, version: str, refused: "_Refused") -> float:
        """Return until when a version is held. Raises PlaceAway for a refusal that no lock explains."""
        named = {"Bucket": self._address.bucket, "Key": key, "VersionId": version}
        try:
            with _told():
                hold = self._client.get_object_legal_hold(**named)["LegalHold"]
            if hold.get("Status") == "ON":
                return inf
        except _Refused:
            pass
        try:
            with _told():
                kept = self._client.get_object_retention(**named)["Retention"]
            return float(kept["RetainUntilDate"].timestamp())
        except _Refused:
            raise PlaceAway(refused.code) from None

    @cached_property
    def _client(self) -> Any:  # botocore makes its clients' classes from data
        from botocore.config import Config
        from botocore.session import Session

        address = self._address
        return Session(_NO_FILES).create_client(
            "s3",
            region_name=address.region,
            endpoint_url=address.endpoint or None,
            aws_access_key_id=address.access_key,
            aws_secret_access_key=address.secret_key,
            config=Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"total_max_attempts": 3},
                s3={"addressing_style": "path" if address.endpoint else "auto"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )


# Neither a profile nor a file of the user who runs this decides: the settings do.
_NO_FILES = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}


class _Refused(Exception):
    """The store understood and refused; `code` is its own word for the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_NO_LOCK = "ObjectLockConfigurationNotFoundError"


@contextmanager
def _told() -> Iterator[None]:
    """Raise _Refused for a refusal, and PlaceAway where the store does not answer or is in trouble."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        answer = error.response
        status = int(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 500))
        code = str(answer.get("Error", {}).get("Code", status))
        if status >= 500 and code != "NotImplemented" or code in {"SlowDown", "RequestTimeout"}:
            raise PlaceAway(code) from None
        raise _Refused(code) from None
    except BotoCoreError as error:
        raise PlaceAway(type(error).__name__) from None
