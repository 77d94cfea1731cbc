numbers = {}


def queue_number(visit_id):
    if visit_id not in numbers:
        numbers[visit_id] = len(numbers) + 1
    return {"visit_id": visit_id, "number": numbers[visit_id]}
