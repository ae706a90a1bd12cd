"""Messages that answer nothing: news of a case, reminders. STOP ends them, START lets them come again."""

from flows.core.conversation import has_draft
from flows.core.step import Step, standing


def stop(step: Step) -> None:
    """Write no more unless the person writes; a report under way stays."""
    step.change(stopped=True)
    step.line("notices-off")
    if has_draft(step.conversation):
        step.line("notices-off-draft")
    if step.flow and step.flow.early:
        step.rest()  # the case is filed: what is only offered ends
    if step.flow:
        step.ways.append(standing("start"))
    else:
        step.say(options=(standing("start"), standing("status"), standing("menu")))
        step.silent = True


def start(step: Step) -> None:
    """Let news and reminders come again."""
    step.change(stopped=False)
    step.line("notices-on")
