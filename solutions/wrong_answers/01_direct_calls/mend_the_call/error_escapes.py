from itsupport.domains.customers import check_customer_status, lookup_customer


def standing(customer_id, company_name):
    standing = check_customer_status(customer_id)
    if standing:
        return standing
    found = lookup_customer(company_name=company_name)
    return check_customer_status(found["customers"][0]["customer_id"])
