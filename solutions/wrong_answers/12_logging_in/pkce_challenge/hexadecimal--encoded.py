import base64
import hashlib


def challenge(verifier):
    digest = hashlib.sha256(verifier.encode()).hexdigest()
    return base64.urlsafe_b64encode(digest.encode()).decode().rstrip("=")
