from itsupport import record_store


def queue_number(visit_id):
    number = len(record_store.added("visits")) + 1
    record = {"visit_id": visit_id, "number": number}
    return record_store.add("visits", once=visit_id, make=lambda _: record)
