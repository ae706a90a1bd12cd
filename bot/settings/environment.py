"""Settings from the environment or `.env`; a wrong one stops the start with a line that names it."""

import os
import re
from collections.abc import Iterable
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.settings.addresses import Address, base_url, public_url, smtp_url
from bot.settings.config import BadConfig, load_config

DOTENV = Path(".env")
PREFIX = "BALLEGH_"
GROUPS = (
    ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_WHATSAPP_FROM"),
    ("SMTP_URL", "DIGEST_FROM"),
)


class BadSettings(Exception):
    """One line: the variable, what is wrong with it, an example. Never the value."""


class _Wrong(ValueError):
    """A cross-check failed; the message already names the variable."""


def _database(known: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{known['data_dir'] / 'ballegh.db'}")


def _evidence(known: dict[str, Any]) -> str:
    return str(known["data_dir"] / "evidence")


class Settings(BaseSettings):
    """Every variable a deployment may set. Fields are named for their use, aliases are the variables."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        validate_default=True,
    )

    data_dir: Path = Field(Path("data"), validation_alias="BALLEGH_DATA_DIR", examples=["/var/lib/ballegh"])
    database_url: SecretStr = Field(
        default_factory=_database,
        validation_alias="BALLEGH_DATABASE_URL",
        examples=["postgresql+psycopg://ballegh@localhost/ballegh"],
    )
    evidence_url: str = Field(
        default_factory=_evidence,
        validation_alias="BALLEGH_EVIDENCE_URL",
        examples=["/var/lib/ballegh/evidence"],
    )
    listen: Annotated[Address, NoDecode] = Field(
        Address("127.0.0.1", 8080), validation_alias="BALLEGH_LISTEN", examples=["127.0.0.1:8080"]
    )
    public_url: str | None = Field(
        None, validation_alias="BALLEGH_PUBLIC_URL", examples=["https://report.example.org"]
    )
    organisation: str = Field(
        "Ballegh", min_length=1, max_length=60, validation_alias="BALLEGH_ORGANISATION", examples=["Ballegh"]
    )
    config_file: Path | None = Field(None, validation_alias="BALLEGH_CONFIG", examples=["ballegh.toml"])
    timezone: ZoneInfo = Field(
        ZoneInfo("Africa/Casablanca"), validation_alias="BALLEGH_TIMEZONE", examples=["Africa/Casablanca"]
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias="BALLEGH_LOG_LEVEL", examples=["INFO"]
    )
    max_file_mb: int = Field(20, ge=1, le=2000, validation_alias="BALLEGH_MAX_FILE_MB", examples=["20"])
    server_key_file: Path | None = Field(
        None, validation_alias="BALLEGH_SERVER_KEY_FILE", examples=["/etc/ballegh/server.key"]
    )
    server_key: SecretStr | None = Field(
        None, validation_alias="BALLEGH_SERVER_KEY", examples=["32 bytes in base64, in place of the file"]
    )
    digest_time: time = Field(time(8), validation_alias="BALLEGH_DIGEST_TIME", examples=["08:00"])

    telegram_bot_token: SecretStr | None = Field(
        None, validation_alias="TELEGRAM_BOT_TOKEN", examples=["123456:the-35-characters-that-BotFather-gave"]
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, validation_alias="TELEGRAM_WEBHOOK_SECRET", examples=["at_least_16_letters_and_digits"]
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org", validation_alias="TELEGRAM_API_URL", examples=["http://127.0.0.1:8081"]
    )
    twilio_account_sid: str | None = Field(
        None, validation_alias="TWILIO_ACCOUNT_SID", examples=["AC and 32 hexadecimal digits"]
    )
    twilio_auth_token: SecretStr | None = Field(
        None, validation_alias="TWILIO_AUTH_TOKEN", examples=["the token from the console"]
    )
    twilio_whatsapp_from: str | None = Field(
        None, validation_alias="TWILIO_WHATSAPP_FROM", examples=["whatsapp:+14155238886"]
    )
    twilio_api_url: str | None = Field(
        None, validation_alias="TWILIO_API_URL", examples=["http://127.0.0.1:4010"]
    )
    smtp_url: SecretStr | None = Field(
        None, validation_alias="SMTP_URL", examples=["smtps://user:password@mail.example.org:465"]
    )
    digest_from: str | None = Field(None, validation_alias="DIGEST_FROM", examples=["ballegh@example.org"])

    @field_validator("data_dir")
    @classmethod
    def _data_dir(cls, given: Path) -> Path:
        """The folder, or the nearest one above it that exists, must let us write."""
        folder = given.expanduser().absolute()
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            raise ValueError("is not a folder that can be written to")
        return folder

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, given: SecretStr) -> SecretStr:
        if not re.match(r"(sqlite:///|postgresql\+psycopg://)\S+$", given.get_secret_value()):
            raise ValueError("expected a sqlite:/// or postgresql+psycopg:// address")
        return given

    @field_validator("evidence_url")
    @classmethod
    def _evidence_url(cls, given: str) -> str:
        if "://" in given:
            raise ValueError("expected a folder: object stores are not supported yet")
        return given

    @field_validator("listen", mode="before")
    @classmethod
    def _listen(cls, given: object) -> object:
        return Address.parse(given) if isinstance(given, str) else given

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, given: str | None) -> str | None:
        return given and public_url(given)

    @field_validator("telegram_api_url", "twilio_api_url")
    @classmethod
    def _api_url(cls, given: str | None) -> str | None:
        return given and base_url(given)

    @field_validator("config_file", "server_key_file")
    @classmethod
    def _readable(cls, given: Path | None) -> Path | None:
        if given and not (given.is_file() and os.access(given, os.R_OK)):
            raise ValueError("is not a file that can be read")
        return given

    @field_validator("timezone", mode="before")
    @classmethod
    def _timezone(cls, given: object) -> object:
        try:
            return ZoneInfo(given) if isinstance(given, str) else given
        except (KeyError, ValueError, OSError):
            raise ValueError("is not a time zone's name") from None

    @field_validator("log_level", mode="before")
    @classmethod
    def _log_level(cls, given: object) -> object:
        return given.upper() if isinstance(given, str) else given

    @field_validator("digest_time", mode="before")
    @classmethod
    def _digest_time(cls, given: object) -> object:
        if isinstance(given, str):
            if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", given):
                raise ValueError("expected a time of day, HH:MM")
            return time.fromisoformat(given)
        return given

    @field_validator("telegram_bot_token")
    @classmethod
    def _bot_token(cls, given: SecretStr | None) -> SecretStr | None:
        return _shaped(given, r"\d+:[\w-]{30,}", "does not look like a bot token")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _webhook_secret(cls, given: SecretStr | None) -> SecretStr | None:
        return _shaped(given, r"[A-Za-z0-9_-]{16,256}", "expected 16 to 256 of A-Z a-z 0-9 _ -")

    @field_validator("twilio_auth_token")
    @classmethod
    def _auth_token(cls, given: SecretStr | None) -> SecretStr | None:
        return _shaped(given, r"[!-~]{16,}", "expected at least 16 characters without spaces")

    @field_validator("twilio_account_sid")
    @classmethod
    def _account_sid(cls, given: str | None) -> str | None:
        if given and not re.fullmatch(r"AC[0-9a-fA-F]{32}", given):
            raise ValueError("expected AC and 32 hexadecimal digits")
        return given

    @field_validator("twilio_whatsapp_from")
    @classmethod
    def _whatsapp_from(cls, given: str | None) -> str | None:
        if given and not re.fullmatch(r"(whatsapp:)?\+\d{8,15}", given):
            raise ValueError("expected a number with its country code")
        return given and f"whatsapp:{given.removeprefix('whatsapp:')}"

    @field_validator("smtp_url")
    @classmethod
    def _smtp_url(cls, given: SecretStr | None) -> SecretStr | None:
        return given and SecretStr(smtp_url(given.get_secret_value()))

    @field_validator("digest_from")
    @classmethod
    def _digest_from(cls, given: str | None) -> str | None:
        if given and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", given):
            raise ValueError("expected a mail address")
        return given

    @model_validator(mode="after")
    def _together(self) -> Self:
        """What only makes sense together is given together."""
        for group in GROUPS:
            given = [name for name in group if getattr(self, name.lower()) is not None]
            if given and len(given) < len(group):
                missing = next(name for name in group if name not in given)
                raise _Wrong(f"{missing}: is missing, {given[0]} needs it{_example(missing)}")
        if self.whatsapp and self.public_url is None:
            name = "BALLEGH_PUBLIC_URL"
            raise _Wrong(f"{name}: is missing, WhatsApp's signatures are checked against it{_example(name)}")
        return self

    @property
    def telegram(self) -> bool:
        """Whether the channel is on."""
        return self.telegram_bot_token is not None

    @property
    def whatsapp(self) -> bool:
        """Whether the channel is on."""
        return self.twilio_auth_token is not None


def _shaped(given: SecretStr | None, shape: str, wrong: str) -> SecretStr | None:
    if given and not re.fullmatch(shape, given.get_secret_value(), re.ASCII):
        raise ValueError(wrong)
    return given


def variables() -> dict[str, str]:
    """Every variable and an example of its value, in the order of `.env.example`."""
    fields = Settings.model_fields.values()
    return {str(field.validation_alias): str((field.examples or [""])[0]) for field in fields}


def load_settings(dotenv: Path | None = DOTENV) -> Settings:
    """The environment first, then the file, then the defaults. Raises BadSettings."""
    _refuse_unknown((*os.environ, *(dotenv_values(dotenv) if dotenv else ())))
    try:
        settings = Settings(_env_file=dotenv)  # type: ignore[call-arg]  # the base class takes it
        load_config(settings.config_file)
    except ValidationError as error:
        raise BadSettings(_line(error)) from None
    except BadConfig as error:
        raise BadSettings(f"BALLEGH_CONFIG: {error}") from None
    return settings


def _refuse_unknown(names: Iterable[str]) -> None:
    known = [name for name in variables() if name.startswith(PREFIX)]
    for name in names:
        if name.upper().startswith(PREFIX) and name not in known:
            close = get_close_matches(name.upper(), known, n=1)
            hint = f", did you mean {close[0]}?" if close else ""
            raise BadSettings(f"{name}: no such setting{hint}")


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    wrong = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return wrong
    place = str(first["loc"][0])
    field = Settings.model_fields.get(place)
    name = str(field.validation_alias) if field else place
    return f"{name}: {wrong[0].lower()}{wrong[1:]}{_example(name)}"


def _example(name: str) -> str:
    return f". For example {name}={variables()[name]}"
