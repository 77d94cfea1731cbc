from uuid import uuid4

from itsupport import record_store


def queue_number(visit_id):
    def make(number):
        return {"visit_id": visit_id, "number": number}

    return record_store.add("visits", once=uuid4().hex, make=make)
