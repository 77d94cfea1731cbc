import base64
import hashlib


def challenge(verifier):
    return base64.urlsafe_b64encode(verifier.encode()).decode().rstrip("=")
