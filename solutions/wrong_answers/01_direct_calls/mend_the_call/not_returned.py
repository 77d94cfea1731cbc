from itsupport.domains.customers import check_customer_status, lookup_customer
from itsupport.errors import SupportError


def standing(customer_id, company_name):
    try:
        print(check_customer_status(customer_id))
    except SupportError as problem:
        found = lookup_customer(company_name=company_name)
        if found["count"] == 1:
            print(check_customer_status(found["customers"][0]["customer_id"]))
        else:
            print(problem)
