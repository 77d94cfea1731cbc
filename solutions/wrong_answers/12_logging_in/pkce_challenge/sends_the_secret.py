import base64
import hashlib


def challenge(verifier):
    return verifier
