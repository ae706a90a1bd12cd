"""Every setting that a deployment may give as a variable, with its check."""

import os
import re
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.settings.addresses import Address, base_url, mail_address, public_url, smtp_url, webhook_url
from bot.settings.shared.nodes import Nodes
from bot.settings.shared.objects import SCHEME, s3_url
from bot.settings.values import Weekday, is_readable, shaped

PREFIX = "BALLEGH_"
GROUPS = (
    ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_WHATSAPP_FROM"),
    ("SMTP_URL", "DIGEST_FROM"),
)


class Wrong(ValueError):
    """Two settings do not fit together; the message already names the variable."""


def _database(known: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{known['data_dir'] / 'ballegh.db'}")


def _evidence(known: dict[str, Any]) -> str:
    return str(known["data_dir"] / "evidence")


class Settings(Nodes):
    """The settings of a deployment. A field's name says its use, its alias is the variable."""

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
    quick_exit_url: str = Field(
        "https://www.google.com",
        validation_alias="BALLEGH_QUICK_EXIT_URL",
        examples=["https://www.google.com"],
    )
    config_file: Path | None = Field(None, validation_alias="BALLEGH_CONFIG", examples=["ballegh.toml"])
    timezone: ZoneInfo = Field(
        ZoneInfo("Africa/Casablanca"), validation_alias="BALLEGH_TIMEZONE", examples=["Africa/Casablanca"]
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias="BALLEGH_LOG_LEVEL", examples=["INFO"]
    )
    read_pictures: Literal["auto", "off"] = Field(
        "auto", validation_alias="BALLEGH_READ_PICTURES", examples=["off"]
    )
    max_file_mb: int = Field(20, ge=1, le=2000, validation_alias="BALLEGH_MAX_FILE_MB", examples=["20"])
    server_key_file: Path | None = Field(
        None, validation_alias="BALLEGH_SERVER_KEY_FILE", examples=["/etc/ballegh/server.key"]
    )
    server_key: SecretStr | None = Field(
        None, validation_alias="BALLEGH_SERVER_KEY", examples=["32 bytes in base64, in place of the file"]
    )
    digest_time: time = Field(time(8), validation_alias="BALLEGH_DIGEST_TIME", examples=["08:00"])
    digest_weekday: Weekday = Field("monday", validation_alias="BALLEGH_DIGEST_WEEKDAY", examples=["monday"])
    alert_chat: str | None = Field(
        None, validation_alias="BALLEGH_ALERT_CHAT", examples=["telegram:123456789"]
    )
    alert_webhook: SecretStr | None = Field(
        None, validation_alias="BALLEGH_ALERT_WEBHOOK", examples=["https://alerts.example.org/hook"]
    )
    alert_backup_hours: int = Field(26, ge=0, validation_alias="BALLEGH_ALERT_BACKUP_HOURS", examples=["26"])

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
        """Checks that the folder, or the nearest existing one above it, can be written to."""
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
        if given.startswith(SCHEME):
            return s3_url(given)
        if "://" in given:
            raise ValueError("expected a folder or s3://bucket/prefix")
        if Path(given).exists() and not Path(given).is_dir():
            raise ValueError("the place for evidence is not a folder")
        return given

    @field_validator("listen", mode="before")
    @classmethod
    def _listen(cls, given: object) -> object:
        return Address.parse(given) if isinstance(given, str) else given

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, given: str | None) -> str | None:
        return given and public_url(given)

    @field_validator("telegram_api_url", "twilio_api_url", "quick_exit_url")
    @classmethod
    def _api_url(cls, given: str | None) -> str | None:
        return given and base_url(given)

    @field_validator("config_file")
    @classmethod
    def _readable(cls, given: Path | None) -> Path | None:
        if given and not is_readable(given):
            raise ValueError("is not a file that can be read")
        return given

    @field_validator("server_key_file")
    @classmethod
    def _key_file(cls, given: Path | None) -> Path | None:
        """Checks a key that exists, or the folder of a key that is still to be made."""
        if given and given.exists() and not is_readable(given):
            raise ValueError("is not a file that can be read")
        if given and not given.absolute().parent.is_dir():
            raise ValueError("is in a folder that does not exist")
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

    @field_validator("alert_chat")
    @classmethod
    def _alert_chat(cls, given: str | None) -> str | None:
        if given and not re.fullmatch(r"telegram:-?\d{1,20}", given, re.ASCII):
            raise ValueError("expected telegram: and the number of a chat")
        return given

    @field_validator("alert_webhook")
    @classmethod
    def _alert_webhook(cls, given: SecretStr | None) -> SecretStr | None:
        return given and SecretStr(webhook_url(given.get_secret_value()))

    @field_validator("telegram_bot_token")
    @classmethod
    def _bot_token(cls, given: SecretStr | None) -> SecretStr | None:
        return shaped(given, r"\d+:[\w-]{30,}", "does not look like a bot token")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _webhook_secret(cls, given: SecretStr | None) -> SecretStr | None:
        return shaped(given, r"[A-Za-z0-9_-]{16,256}", "expected 16 to 256 of A-Z a-z 0-9 _ -")

    @field_validator("twilio_auth_token")
    @classmethod
    def _auth_token(cls, given: SecretStr | None) -> SecretStr | None:
        return shaped(given, r"[!-~]{16,}", "expected at least 16 characters without spaces")

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
        return given and mail_address(given)

    @model_validator(mode="after")
    def _together(self) -> Self:
        """Checks that settings which need each other are all given."""
        for group in GROUPS:
            given = [name for name in group if getattr(self, name.lower()) is not None]
            if given and len(given) < len(group):
                missing = next(name for name in group if name not in given)
                raise Wrong(f"{missing}: is missing, {given[0]} needs it{example(missing)}")
        if misfit := self.misfits(self.evidence_url, alone=self.database_file is not None):
            raise Wrong(misfit)
        if self.alert_chat and not self.telegram:
            name = "TELEGRAM_BOT_TOKEN"
            raise Wrong(f"{name}: is missing, BALLEGH_ALERT_CHAT needs it{example(name)}")
        if self.whatsapp and self.public_url is None:
            name = "BALLEGH_PUBLIC_URL"
            raise Wrong(f"{name}: is missing, WhatsApp's signatures are checked against it{example(name)}")
        return self

    @property
    def database_file(self) -> Path | None:
        """SQLite's file; None with PostgreSQL."""
        address = self.database_url.get_secret_value()
        return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:") else None

    @property
    def evidence_folder(self) -> Path | None:
        """The folder of the evidence; None where an S3-compatible store has it."""
        return None if self.evidence_url.startswith(SCHEME) else Path(self.evidence_url)

    @property
    def telegram(self) -> bool:
        """Whether Telegram is on."""
        return self.telegram_bot_token is not None

    @property
    def whatsapp(self) -> bool:
        """Whether WhatsApp is on."""
        return self.twilio_auth_token is not None


def variables() -> dict[str, str]:
    """Every variable and an example of its value, in the order of `.env.example`."""
    inherited = Nodes.model_fields
    own = [field for name, field in Settings.model_fields.items() if name not in inherited]
    fields = [*own, *(Settings.model_fields[name] for name in inherited)]
    return {str(field.validation_alias): str((field.examples or [""])[0]) for field in fields}


def variable(settings: Settings, *fields: str) -> str:
    """The variable of the first of these fields that was given; that of the last field if none was given."""
    given = next((field for field in fields if field in settings.model_fields_set), fields[-1])
    return str(Settings.model_fields[given].validation_alias)


def example(name: str) -> str:
    """The end of an error's line: an example of this variable."""
    return f". For example {name}={variables()[name]}"
