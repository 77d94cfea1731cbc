"""A server's form as fields for people, whatever shows them: a page, a notebook, a terminal."""

from itsupport.orchestrator.forms.fields import Choice, FormField
from itsupport.orchestrator.forms.form import Form
from itsupport.orchestrator.forms.links import Link

__all__ = ["Choice", "Form", "FormField", "Link"]
