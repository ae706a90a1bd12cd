"""The settings of an S3-compatible store for evidence, and the address that they make."""

import re

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

from bot.settings.addresses import base_url
from storage.places.address import Address

SCHEME = "s3://"
NO_BUCKET = "expected s3://bucket/prefix"
"""The reason why an address that begins so is none; `A_BUCKET` is one."""
A_BUCKET = "s3://ballegh/evidence"
_URL = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9_.=-]+)*)/?", re.ASCII)
CAUSES = {
    "access key": "BALLEGH_S3_ACCESS_KEY",
    "secret key": "BALLEGH_S3_SECRET_KEY",
    "region": "BALLEGH_S3_REGION",
    "endpoint": "BALLEGH_S3_ENDPOINT",
}
"""The variable for what a `BadPlace` names; for anything else it is BALLEGH_EVIDENCE_URL."""


class ObjectStore(BaseSettings):
    """The part of the settings that an `s3://` address for evidence needs."""

    s3_endpoint: str | None = Field(
        None, validation_alias="BALLEGH_S3_ENDPOINT", examples=["https://s3.example.org"]
    )
    s3_region: str = Field(
        "us-east-1", pattern=r"^[a-z0-9-]+$", validation_alias="BALLEGH_S3_REGION", examples=["us-east-1"]
    )
    s3_access_key: str | None = Field(
        None, validation_alias="BALLEGH_S3_ACCESS_KEY", examples=["the name of the key"]
    )
    s3_secret_key: SecretStr | None = Field(
        None, validation_alias="BALLEGH_S3_SECRET_KEY", examples=["the key itself"]
    )

    @field_validator("s3_endpoint")
    @classmethod
    def _s3_endpoint(cls, given: str | None) -> str | None:
        return given and base_url(given)

    def misfit(self, evidence_url: str) -> str:
        """The line about a variable that is missing or of no use; empty where all fit together."""
        fields = ("s3_access_key", "s3_secret_key")
        if evidence_url.startswith(SCHEME):
            lacking = next((name for name in fields if not getattr(self, name)), None)
            if lacking is None:
                return ""
            field = ObjectStore.model_fields[lacking]
            variable, shown = field.validation_alias, (field.examples or [""])[0]
            return f"{variable}: is missing, BALLEGH_EVIDENCE_URL needs it. For example {variable}={shown}"
        idle = next((name for name in (*fields, "s3_endpoint") if getattr(self, name)), None)
        if idle is None:
            return ""
        variable = ObjectStore.model_fields[idle].validation_alias
        return f"{variable}: is set, but BALLEGH_EVIDENCE_URL names no bucket"

    def address(self, evidence_url: str, owner: str) -> Address:
        """The address of the prefix, for the installation that `owner` names."""
        bucket, prefix = _parts(evidence_url)
        secret = self.s3_secret_key.get_secret_value() if self.s3_secret_key else ""
        return Address(
            bucket=bucket,
            prefix=prefix,
            endpoint=self.s3_endpoint or "",
            region=self.s3_region,
            access_key=self.s3_access_key or "",
            secret_key=secret,
            owner=owner,
        )


def s3_url(given: str) -> str:
    """Checks an `s3://bucket/prefix` address. Raises ValueError."""
    _parts(given)
    return given


def _parts(url: str) -> tuple[str, str]:
    """The bucket and the prefix, which ends with a slash unless it is empty."""
    found = _URL.fullmatch(url)
    if found is None or ".." in url:
        raise ValueError(NO_BUCKET)
    prefix = found[2].strip("/")
    return found[1], f"{prefix}/" if prefix else ""
