from itsupport.domains.customers import check_customer_status, lookup_customer
from itsupport.errors import SupportError


def standing(customer_id, company_name):
    try:
        return check_customer_status(customer_id)
    except SupportError:
        found = lookup_customer(company_name=company_name)
        return check_customer_status(found["customers"][0]["customer_id"])
