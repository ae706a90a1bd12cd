"""All routes of the desk."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from handlers.desk.calls import guarded
from handlers.desk.colleagues import Colleagues
from handlers.desk.contents import Contents
from handlers.desk.entry import Entry
from handlers.desk.figures import FigureCalls
from handlers.desk.guard import Guard
from handlers.desk.own.digest import OwnDigest
from handlers.desk.own.duty import OwnDuty
from handlers.desk.page import Page
from handlers.desk.settings import DeskSettings
from handlers.desk.work import Work

ROOT = "/desk/api"


def routes(settings: DeskSettings) -> Sequence[BaseRoute]:
    """Return the routes of the page, of its files and of its calls."""
    page, guard = Page(settings.built), Guard(settings)
    return [
        Route("/desk", guarded(page.index)),
        Route("/desk/files/{version}/{name}", guarded(page.file)),
        *Entry(settings.access, guard).routes(ROOT),
        *Contents(settings.unmasking, settings.bringing, guard).routes(
            ROOT
        ),  # before the changes of any name
        *Work(settings.cases, guard).routes(ROOT),
        *Colleagues(settings, guard).routes(ROOT),
        *OwnDuty(settings.duty, guard).routes(ROOT),
        *OwnDigest(settings.digests, guard).routes(ROOT),
        *FigureCalls(settings.figures, guard).routes(ROOT),
    ]
