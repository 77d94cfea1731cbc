from itsupport import record_store


def queue_number(visit_id):
    for record in record_store.added("visits"):
        if record["visit_id"] == visit_id:
            return record
    highest = max((record["number"] for record in record_store.added("visits")), default=0)
    new = {"visit_id": visit_id, "number": highest + 1}
    return record_store.add("visits", once=visit_id, make=lambda _: new)
