"""All flows, by id."""

from collections.abc import Mapping

from flows.core.flow import Flow
from flows.desk.officer import OFFICER
from flows.follow.feedback import FEEDBACK_FLOW
from flows.follow.status import STATUS
from flows.report.enrich import ADD, ENRICH
from flows.report.report import REPORT

FLOWS: Mapping[str, Flow] = {flow.id: flow for flow in (REPORT, ENRICH, ADD, STATUS, FEEDBACK_FLOW, OFFICER)}
