"""A server's form as fields for people, whatever shows them: a page, a notebook, a terminal.

Here is what all of them share: the fields, what may be typed, what it means, how a question ends.
"""

from itsupport.orchestrator.forms.fields import Choice, FormField
from itsupport.orchestrator.forms.form import Form
from itsupport.orchestrator.forms.links import Link
from itsupport.orchestrator.forms.open_question import OpenQuestion

__all__ = ["Choice", "Form", "FormField", "Link", "OpenQuestion"]
