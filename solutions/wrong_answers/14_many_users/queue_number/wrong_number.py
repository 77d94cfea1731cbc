from itsupport import record_store


def queue_number(visit_id):
    def make(number):
        return {"visit_id": visit_id, "number": number - 1}

    return record_store.add("visits", once=visit_id, make=make)
