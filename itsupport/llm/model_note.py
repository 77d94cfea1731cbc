"""What has to stand beside a model's name, so that nobody takes it for something else."""

from itsupport.offline.service.replies import MODEL_NAME


def model_note(model: str) -> str:
    """A few words for the embedded model, which selects tools by rules; empty for any other."""
    return "offline, no language model" if model == MODEL_NAME else ""
