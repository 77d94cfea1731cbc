import base64
import hashlib


def challenge(verifier):
    return hashlib.sha256(verifier.encode()).hexdigest()
