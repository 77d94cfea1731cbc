from itsupport import record_store


def queue_number(visit_id):
    def make(number):
        return {"visit_id": visit_id, "number": number}

    stored = record_store.add("visits", once="queue number", make=make)
    return {"visit_id": visit_id, "number": stored["number"]}
