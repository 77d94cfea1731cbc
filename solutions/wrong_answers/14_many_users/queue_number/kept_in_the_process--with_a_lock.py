from itertools import count
from threading import Lock

one_at_a_time, numbers, known = Lock(), count(1), {}


def queue_number(visit_id):
    with one_at_a_time:
        if visit_id not in known:
            known[visit_id] = {"visit_id": visit_id, "number": next(numbers)}
        return known[visit_id]
