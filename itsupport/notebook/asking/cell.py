"""A server's question as a form below the cell that made the call: `ask_user=ask_in_cell`.

The cell may await the answer, or have returned while a task goes on. It must not block: then no
click could arrive, and that is said at once.
"""

from IPython.display import display, update_display

from itsupport.notebook.asking.folded import folded
from itsupport.notebook.asking.kernel_loop import (
    check_that_clicks_arrive,
    check_that_there_is_a_page,
)
from itsupport.notebook.asking.panel import QuestionPanel, shown
from itsupport.notebook.asking.question_parts import question_parts
from itsupport.notebook.cells import replaced_by
from itsupport.orchestrator.asking import UserReply, UserRequest
from itsupport.orchestrator.forms.open_question import LONGEST, OpenQuestion


async def ask_in_cell(request: UserRequest, *, seconds: float = LONGEST) -> UserReply:
    """Show the question and wait, as long as the desk does or this long; then it is cancelled.

        answer = await desk.aquery("Open a ticket", ask_user=ask_in_cell)

    Raises `SupportError` outside a notebook, and where the waiting cell blocks the kernel.
    """
    check_that_there_is_a_page()
    await check_that_clicks_arrive("await desk.aquery(...) or await desk.acall_tool(...)")
    question = OpenQuestion(request, lambda: _draw(panel, question), seconds=seconds)
    panel = QuestionPanel(parts=question_parts(question))
    panel.when(question.heard)
    for earlier in replaced_by(question):
        earlier.withdraw()
    data, metadata = shown(panel, question)
    display(data, metadata=metadata, raw=True, display_id=question.id)  # type: ignore[no-untyped-call]
    try:
        return await question.reply()
    finally:
        update_display(folded(question), display_id=question.id)  # type: ignore[no-untyped-call]
        if question.state != "withdrawn":  # a kernel that ends has no page to close it on
            panel.close()


def _draw(panel: QuestionPanel, question: OpenQuestion) -> None:
    if panel.comm is not None:
        panel.parts = question_parts(question)
