"""The setting `BALLEGH_NIGHT_FROM` was added: it is read and listed, and a wrong value is named."""

import os

from bot.settings.load import BadSettings, load_settings
from tests.house.test_house import test_the_example_lists_every_setting

test_the_example_lists_every_setting()
assert load_settings(None).model_dump()["night_from"] == 22
os.environ["BALLEGH_NIGHT_FROM"] = "21"
assert load_settings(None).model_dump()["night_from"] == 21
os.environ["BALLEGH_NIGHT_FROM"] = "at ten"
try:
    load_settings(None)
except BadSettings as error:
    said = str(error)
assert "BALLEGH_NIGHT_FROM" in said, said
