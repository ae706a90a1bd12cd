"""A deployment is told in one line which setting is wrong, and never shown the secret it typed."""

import os
import re
from dataclasses import asdict
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings.addresses import Address
from bot.settings.config import BadConfig, Config, Lines, load_config
from bot.settings.environment import Settings, variables
from bot.settings.load import BadSettings, load_settings
from locales import Catalogue

TOKEN = "123456:" + "aB3-_" * 7
TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC" + "0f" * 16,
    "TWILIO_AUTH_TOKEN": "5eb63bbbe01eeed093cb22bb8f5acdc3",
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "BALLEGH_PUBLIC_URL": "https://report.example.org/",
}
OURS = re.compile("(BALLEGH|TELEGRAM|TWILIO|SMTP|DIGEST)_")


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Settings from these variables alone, in a folder of their own; `dotenv` is the text of `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in filter(OURS.match, list(os.environ)):
        monkeypatch.delenv(name)

    def load(variables=None, dotenv="") -> Settings:
        for name, value in (variables or {}).items():
            monkeypatch.setenv(name, value)
        Path(".env").write_text(dotenv, "utf-8")
        return load_settings(system=tmp_path / "no-such-file")

    return load


def test_nothing_has_to_be_set(given, tmp_path):
    settings = given()
    assert settings.data_dir == tmp_path / "data"
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path}/data/ballegh.db"
    assert settings.evidence_url == f"{tmp_path}/data/evidence"
    assert settings.listen == Address("127.0.0.1", 8080)
    assert settings.timezone == ZoneInfo("Africa/Casablanca")
    assert settings.digest_time == time(8)
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert (settings.telegram, settings.whatsapp, settings.public_url) == (False, False, None)
    assert not settings.data_dir.exists()


def test_the_environment_goes_before_the_file(given):
    dotenv = "BALLEGH_ORGANISATION=from the file\nBALLEGH_MAX_FILE_MB=7\n"
    settings = given({"BALLEGH_ORGANISATION": "from the environment"}, dotenv)
    assert (settings.organisation, settings.max_file_mb) == ("from the environment", 7)


def test_an_empty_setting_is_none_at_all(given):
    assert given({"TELEGRAM_BOT_TOKEN": "", "BALLEGH_LISTEN": ""}).listen == Address("127.0.0.1", 8080)


def test_names_of_other_programs_are_not_read(given):
    settings = given({"TIMEZONE": "UTC", "LISTEN": "0.0.0.0:1"}, "timezone=UTC\ndata_dir=/elsewhere\n")
    assert (settings.timezone, settings.listen.port) == (ZoneInfo("Africa/Casablanca"), 8080)


def test_the_example_file_with_every_line_on_can_be_read(given, tmp_path):
    example = (Path(__file__).parents[3] / ".env.example").read_text("utf-8")
    on = re.sub(r"^#([A-Z0-9_]+=)", r"\1", example, flags=re.M)
    own = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        **TWILIO,
        "BALLEGH_CONFIG": "c.toml",
        "BALLEGH_EVIDENCE_URL": "s3://bucket/prefix",
        "BALLEGH_SERVER_KEY_FILE": "c.toml",
    }
    Path("c.toml").touch()
    settings = given(own, on)
    assert settings.telegram
    assert settings.whatsapp
    assert settings.database_url.get_secret_value().startswith("postgresql")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0.0.0.0:80", Address("0.0.0.0", 80)),  # noqa: S104 - parsed, never listened on
        ("localhost:0", Address("localhost", 0)),
        ("[::1]:8080", Address("::1", 8080)),
    ],
)
def test_where_to_listen(given, text, address):
    assert given({"BALLEGH_LISTEN": text}).listen == address
    assert str(address) == text


def test_what_is_written_in_more_than_one_way(given):
    settings = given(TWILIO | {"TELEGRAM_API_URL": "http://127.0.0.1:8081/", "BALLEGH_LOG_LEVEL": "debug"})
    assert settings.public_url == "https://report.example.org"
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.twilio_whatsapp_from == "whatsapp:+14155238886"
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:80"])
def test_loopback_may_do_without_https(given, url):
    assert given({"BALLEGH_PUBLIC_URL": url}).public_url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BALLEGH_DATA_DIR", "/dev/null/data"),
        ("BALLEGH_DATABASE_URL", "mysql://localhost/x"),
        ("BALLEGH_EVIDENCE_URL", "ftp://host/x"),
        ("BALLEGH_EVIDENCE_URL", "s3:///x"),
        ("BALLEGH_EVIDENCE_URL", "s3://B/x"),
        ("BALLEGH_EVIDENCE_URL", "s3://bucket/../x"),
        ("BALLEGH_S3_ENDPOINT", "s3.example.org"),
        ("BALLEGH_S3_REGION", "us east"),
        ("BALLEGH_LISTEN", "8080"),
        ("BALLEGH_LISTEN", "::1:8080"),
        ("BALLEGH_LISTEN", "127.0.0.1:70000"),
        ("BALLEGH_LISTEN", "127.0.0.1:٨٠٨٠"),
        ("BALLEGH_PUBLIC_URL", "http://report.example.org"),
        ("BALLEGH_PUBLIC_URL", "https://report.example.org/?a=b"),
        ("BALLEGH_PUBLIC_URL", "report.example.org"),
        ("BALLEGH_CONFIG", "no-such.toml"),
        ("BALLEGH_TIMEZONE", "Africa/Casablance"),
        ("BALLEGH_TIMEZONE", "../../etc/passwd"),
        ("BALLEGH_LOG_LEVEL", "loud"),
        ("BALLEGH_MAX_FILE_MB", "0"),
        ("BALLEGH_MAX_FILE_MB", "much"),
        ("BALLEGH_SERVER_KEY_FILE", "no-such-folder/server.key"),
        ("BALLEGH_SERVER_KEY_FILE", "/"),
        ("BALLEGH_DIGEST_TIME", "8"),
        ("BALLEGH_DIGEST_TIME", "24:00"),
        ("TELEGRAM_BOT_TOKEN", "123456:too-short"),
        ("TELEGRAM_BOT_TOKEN", TOKEN + "\n"),
        ("TELEGRAM_WEBHOOK_SECRET", "short"),
        ("TELEGRAM_API_URL", "file:///etc/passwd"),
        ("TELEGRAM_API_URL", "https://name@host"),
        ("TWILIO_ACCOUNT_SID", "XX0123"),
        ("TWILIO_AUTH_TOKEN", "with a space in it, long enough"),
        ("TWILIO_WHATSAPP_FROM", "0612345678"),
        ("TWILIO_API_URL", "https://host:port"),
        ("SMTP_URL", "http://mail.example.org"),
        ("SMTP_URL", "smtp://mail.example.org:0"),
        ("SMTP_URL", "smtp://mail.example.org:smtp"),
        ("SMTP_URL", "smtp://mail.example.org/inbox"),
        ("SMTP_URL", "smtp://mail.example.org?tls=no"),
        ("SMTP_URL", "smtp://:sesame@mail.example.org"),
        ("DIGEST_FROM", "nobody"),
        ("DIGEST_FROM", "ballegh@mail"),
        ("DIGEST_FROM", "ba..llegh@example.com"),
        ("DIGEST_FROM", ".ballegh@example.com"),
        ("DIGEST_FROM", "ballegh@-example.com"),
        ("DIGEST_FROM", "ballegh@example.com, a@example.com"),
        ("DIGEST_FROM", "Ballegh <ballegh@example.com>"),
        ("DIGEST_FROM", "bállegh@example.com"),
        ("DIGEST_FROM", "bal\r\nBcc:legh@example.com"),
        ("DIGEST_FROM", f"{'b' * 65}@example.com"),
    ],
)
def test_a_wrong_setting_is_named_with_an_example_and_not_repeated(given, name, value):
    with pytest.raises(BadSettings) as caught:
        given({name: value})
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    shown = "s3://ballegh/evidence" if value.startswith("s3://") else variables()[name]
    assert line.endswith(f"For example {name}={shown}")
    assert "\n" not in line
    assert len(value) < 5 or value not in line.removesuffix(variables()[name])
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("left_out", TWILIO)
def test_whatsapp_is_set_up_wholly_or_not_at_all(given, left_out):
    with pytest.raises(BadSettings, match=f"^{left_out}: is missing"):
        given({name: value for name, value in TWILIO.items() if name != left_out})


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [("SMTP_URL", "smtp://localhost:25", "DIGEST_FROM"), ("DIGEST_FROM", "a@example.org", "SMTP_URL")],
)
def test_digests_by_mail_need_server_and_sender(given, name, value, missing):
    with pytest.raises(BadSettings, match=f"^{missing}: is missing"):
        given({name: value})


@pytest.mark.parametrize("where", ["environment", "file"])
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("BALLEGH_DATADIR", ", did you mean BALLEGH_DATA_DIR?"),
        ("BALLEGH_TELEGRAM_BOT_TOKEN", ", did you mean TELEGRAM_BOT_TOKEN?"),
        ("ballegh_listen", ", did you mean BALLEGH_LISTEN?"),
        ("TELEGRAM_TOKEN", ", did you mean TELEGRAM_BOT_TOKEN?"),
        ("TWILIO_SID", ", did you mean TWILIO_ACCOUNT_SID?"),
        ("TWILIO_ACCOUNT_ID", ", did you mean TWILIO_ACCOUNT_SID?"),
        ("SMTP_HOST", ""),
        ("DIGEST_FORM", ", did you mean DIGEST_FROM?"),
        ("BALLEGH_QQQQQQQQQQQQQQQQQQQQQ", ""),
    ],
)
def test_an_unknown_setting_is_refused(given, where, name, hint):
    with pytest.raises(BadSettings) as caught:
        given(*(({name: "x"},) if where == "environment" else ({}, f"{name}=x\n")))
    assert str(caught.value) == f"{name}: no such setting{hint}"


def test_secrets_are_not_shown(given):
    secret = {"SMTP_URL": "smtps://me:sesame@mail.example.org", "DIGEST_FROM": "a@example.org"}
    database = {"BALLEGH_DATABASE_URL": "postgresql+psycopg://me:sesame@localhost/ballegh"}
    shown = repr(given(TWILIO | secret | database | {"TELEGRAM_BOT_TOKEN": TOKEN}))
    assert "sesame" not in shown
    assert TOKEN not in shown
    assert TWILIO["TWILIO_AUTH_TOKEN"] not in shown


def test_settings_cannot_change(given):
    with pytest.raises(ValueError, match="frozen"):
        given().organisation = "another"


def test_without_a_file_the_published_lines_stand():
    assert load_config(None) == Config()
    assert (Lines().police, Lines().children, Lines().women) == ("19", "2511", "8350")


def test_the_file_corrects_what_it_names_and_leaves_the_rest(tmp_path):
    path = tmp_path / "ballegh.toml"
    path.write_text('[lines]\npolice = "190"\n[reminders]\nremind_after = "90m"\n', "utf-8")
    config = load_config(path)
    assert (config.lines.police, config.lines.gendarmerie) == ("190", "177")
    assert (config.reminders.remind_after, config.reminders.expire_after) == (5400, 86400)


def test_templates_are_found_by_purpose_and_language(tmp_path):
    sids = {language: f"HX{number}" + "0" * 31 for number, language in enumerate(("fr", "ary"))}
    path = tmp_path / "ballegh.toml"
    lines = "".join(f'{language} = "{sid}"\n' for language, sid in sids.items())
    path.write_text(f"[whatsapp]\nredact = true\n[whatsapp.templates.alert]\n{lines}", "utf-8")
    config = load_config(path).whatsapp
    assert config.by_purpose() == {("alert", language): sid for language, sid in sids.items()}
    assert (config.redact, Config().whatsapp.redact, Config().whatsapp.by_purpose()) == (True, False, {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[lines]\npolise = "19"', "lines.polise: unknown key"),
        ("[line]", "line: unknown key"),
        ("[lines]\npolice = 19", "lines.police: "),
        ('[lines]\npolice = ""', "lines.police: "),
        ("[reminders]\nremind_after = 60", "reminders.remind_after: expected a duration"),
        ('[reminders]\nremind_after = "0h"', "reminders.remind_after: "),
        ('[reminders]\nremind_after = "2d"', "reminders.remind_after: must be shorter"),
        ('[desk]\noverdue_after = "2h"', "desk.overdue_after: was replaced by first_look under [deadlines]"),
        ("[deadlines.urgent]\nreferral = 3", "deadlines.urgent.referral: expected a duration"),
        ('[deadlines.category.cat]\nreferral = "3d"', "deadlines.category.cat: no such category"),
        ('[deadlines]\nremind_reporter = "7d"', "deadlines.remind_reporter: must be shorter"),
        ('[duty]\nhours = ["lundi 08:00-18:00"]', "duty.hours.0: expected days and hours"),
        ('[duty]\nroles = ["intake"]', "duty.roles.0: expected a role that may ask"),
        ("[limits]\nguesses_per_chat = 0", "limits.guesses_per_chat: "),
        ("[receipts]\nlink = 3", "receipts.link: "),
        ("[limits]\nleast_megabytes = 300", "limits.least_megabytes: must not be more"),
        ("[whatsapp]\ndaily_ceiling = 0", "whatsapp.daily_ceiling: "),
        ('[whatsapp]\nredact = "yes"', "whatsapp.redact: "),
        ("[whatsapp]\nceiling = 1", "whatsapp.ceiling: unknown key"),
        ('[whatsapp.templates.news]\nfr = "HX1"', "whatsapp.templates.news: unknown key"),
        ('[whatsapp.templates.status]\nes = "HX1"', "whatsapp.templates.status.es: no such language"),
        ('[whatsapp.templates.status]\nfr = "HX1"', "whatsapp.templates.status.fr: expected HX and 32"),
        ("[lines", "is not TOML"),
        ('[statuses.fr]\nfound = "x"', "statuses.fr.found: no such status, there are received, examined"),
        ('[statuses.es]\nidentified = "x"', "statuses.es: no such language, there are ar, fr, ary"),
        ('[statuses.fr]\njustice = " "', "statuses.fr.justice: expected a text of up to 500 characters"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path, given, text, told):
    path = tmp_path / "ballegh.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadConfig) as caught:
        load_config(path)
    assert str(caught.value).startswith(f"{path}: {told}")
    assert "\n" not in str(caught.value)
    with pytest.raises(BadSettings, match=r"^BALLEGH_CONFIG: .*ballegh\.toml: "):
        given({"BALLEGH_CONFIG": str(path)})


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadConfig, match="cannot be read"):
        load_config(tmp_path)
    (tmp_path / "latin").write_bytes(b'[lines]\npolice = "\xe9"')
    with pytest.raises(BadConfig, match="is not TOML"):
        load_config(tmp_path / "latin")


def test_numbers_abroad_are_named_by_country(tmp_path):
    path = tmp_path / "ballegh.toml"
    path.write_text('[lines.abroad]\nspain = "091"\n"تركيا" = "155"\n', "utf-8")
    assert load_config(path).lines.abroad == {"Espagne": "091", "Turquie": "155"}
    path.write_text('[lines.abroad]\nRuritanie = "1"\n', "utf-8")
    with pytest.raises(BadConfig):
        load_config(path)


def test_what_a_status_means_is_said_in_the_deployments_own_words(tmp_path: Path) -> None:
    path = tmp_path / "ballegh.toml"
    path.write_text('[statuses.fr]\nidentified = "Une enquête suit son cours."\n', "utf-8")
    own = Catalogue.load({"police": "19"} | asdict(Config().lines), "Ballegh", "UTC")
    own.with_statuses(load_config(path).statuses)
    assert own.text("fr", "meaning-identified") == "Une enquête suit son cours."
    assert own.text("ar", "meaning-identified") != own.text("fr", "meaning-identified")


def test_banks_and_framing_sites_are_read_and_nothing_loose_is(tmp_path):
    path = tmp_path / "ballegh.toml"
    path.write_text(
        '[banks.cih]\nline = "0522000000"\nwords = ["ci h"]\n[embed]\nsites = ["https://www.Example.org/"]\n'
        '[reminders]\nmoney_after = "5m"\n',
        "utf-8",
    )
    config = load_config(path)
    assert (config.banks["cih"].line, config.reminders.money_after) == ("0522000000", 300)
    assert config.embed.sites == ("https://www.example.org",)
    for wrong in (
        "http://a.org",
        "https://*.a.org",
        "https://a.org/x",
        "https://a.org;b",
        "https://localhost",
    ):
        path.write_text(f'[embed]\nsites = ["{wrong}"]\n', "utf-8")
        with pytest.raises(BadConfig, match=r"embed\.sites"):
            load_config(path)


BUCKET = {"BALLEGH_EVIDENCE_URL": "s3://bucket/some/prefix/"}
KEYS = {"BALLEGH_S3_ACCESS_KEY": "name", "BALLEGH_S3_SECRET_KEY": "a-secret"}


def test_a_bucket_with_its_prefix_is_an_address(given):
    settings = given(BUCKET | KEYS | {"BALLEGH_S3_ENDPOINT": "http://127.0.0.1:9000/"})
    address = settings.address(settings.evidence_url, "me")
    assert (address.bucket, address.prefix, address.endpoint) == (
        "bucket",
        "some/prefix/",
        "http://127.0.0.1:9000",
    )
    assert settings.evidence_folder is None
    assert "a-secret" not in f"{address}{address!r}{settings!r}"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (BUCKET, "BALLEGH_S3_ACCESS_KEY: is missing, BALLEGH_EVIDENCE_URL needs it"),
        (BUCKET | {"BALLEGH_S3_ACCESS_KEY": "name"}, "BALLEGH_S3_SECRET_KEY: is missing"),
        (KEYS, "BALLEGH_S3_ACCESS_KEY: is set, but BALLEGH_EVIDENCE_URL names no bucket"),
        ({"BALLEGH_S3_ENDPOINT": "https://s3.example.org"}, "BALLEGH_S3_ENDPOINT: is set, but"),
    ],
)
def test_a_bucket_that_is_half_given_names_the_variable(given, more, line):
    with pytest.raises(BadSettings) as bad:
        given(more)
    assert str(bad.value).startswith(line)
    assert "a-secret" not in str(bad.value)
