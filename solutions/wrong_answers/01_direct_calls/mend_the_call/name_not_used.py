from itsupport.domains.customers import check_customer_status
from itsupport.errors import SupportError


def standing(customer_id, company_name):
    try:
        return check_customer_status(customer_id)
    except SupportError as problem:
        envelope = problem.envelope
    return {key: envelope[key] for key in ("error", "suggested_actions")}
