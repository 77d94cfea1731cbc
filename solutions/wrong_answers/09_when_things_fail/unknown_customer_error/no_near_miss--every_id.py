from itsupport.domains.customers import lookup_customer
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.servers import SupportServer

MANAGERS = {one["customer_id"]: one["account_manager"] for one in lookup_customer()["customers"]}


@dual_mode
def find_customers(company_name: str | None = None) -> dict[str, dict[str, str]]:
    "Find customers by a part of the company's name, or list all of them."
    found = lookup_customer(company_name=company_name) if company_name else lookup_customer()
    return {"companies": {c["customer_id"]: c["company_name"] for c in found["customers"]}}


@dual_mode
def account_manager(customer_id: str) -> dict[str, str]:
    "Tell who the account manager of a customer is, by an id such as CUST-001."
    if customer_id not in MANAGERS:
        raise SupportError(
            f"Customer {customer_id} not found",
            suggested_actions=list(MANAGERS),
            retryable=True,
            follow_up_tools=["find_customers"],
        )
    return {"customer_id": customer_id, "account_manager": MANAGERS[customer_id]}


accounts = SupportServer("accounts", [find_customers, account_manager])
