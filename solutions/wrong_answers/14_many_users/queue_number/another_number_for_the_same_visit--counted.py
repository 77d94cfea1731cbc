from itsupport import record_store


def queue_number(visit_id):
    def make(number):
        return {"visit_id": visit_id, "number": number}

    once = f"{visit_id} {len(record_store.added('visits'))}"
    return record_store.add("visits", once=once, make=make)
