import base64
import hashlib


def challenge(verifier):
    digest = hashlib.sha256(verifier).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
