from itsupport.domains.customers import check_customer_status, lookup_customer
from itsupport.errors import SupportError


def standing(customer_id, company_name):
    try:
        return check_customer_status(customer_id)
    except SupportError as problem:
        envelope = problem.envelope
    found = lookup_customer(company_name=company_name)
    if found["count"] == 1:
        return found["customers"][0]["customer_id"]
    return {key: envelope[key] for key in ("error", "suggested_actions")}
