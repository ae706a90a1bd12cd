"""Every flow there is, by id."""

from collections.abc import Mapping

from flows.enrich import ADD, ENRICH
from flows.officer import OFFICER
from flows.report import REPORT
from flows.status import STATUS
from flows.step import Flow

FLOWS: Mapping[str, Flow] = {flow.id: flow for flow in (REPORT, ENRICH, ADD, STATUS, OFFICER)}
