"""What a model sees of a dual-mode function: its name, its description and its schema."""

import json
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from itsupport.domains import assets, billing, customers, knowledge, tickets
from itsupport.domains.vocabulary import CustomerId, Day, Limit, Money, Priority
from itsupport.dual_mode import description, dual_mode, input_schema, title

DOMAINS = (tickets, customers, billing, knowledge, assets)


@dual_mode
def plan_visits(
    customer_id: CustomerId,
    priority: Priority | None = None,
    day: Day | None = None,
    limit: Limit = 10,
) -> dict[str, Any]:
    """Plan visits to a customer.

    Use it in tests.
    """
    return {"customer_id": customer_id, "priority": priority, "day": day, "limit": limit}


def test_the_schema_says_types_choices_patterns_and_what_is_required():
    schema = input_schema(plan_visits)
    assert schema["type"] == "object"
    assert schema["required"] == ["customer_id"]
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert properties["customer_id"]["pattern"] == "^CUST-[0-9]{3}$"
    assert properties["customer_id"]["examples"] == ["CUST-001"]
    assert properties["priority"]["enum"] == ["low", "medium", "high", "critical"]
    assert properties["day"]["format"] == "date"
    assert properties["limit"]["default"] == 10
    assert (properties["limit"]["minimum"], properties["limit"]["maximum"]) == (1, 50)


def test_an_optional_argument_has_no_null_branch_and_no_default_of_null():
    text = json.dumps(input_schema(plan_visits))
    assert "null" not in text
    assert "anyOf" not in text


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda one: one.__name__)
def test_every_tool_has_a_description_and_every_argument_too(domain):
    assert len(domain.TOOLS) == 4
    assert len(domain.__doc__.split("\n\n")) >= 2
    for tool in domain.TOOLS:
        schema = input_schema(tool)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert len(description(tool)) > 80
        assert "Args:" not in description(tool)
        for name, property_ in schema["properties"].items():
            assert property_["description"], name
            assert name.endswith("_id") <= bool(property_.get("pattern"))


def test_name_and_description_come_from_the_function():
    assert title(plan_visits) == "Plan visits"
    assert description(plan_visits) == "Plan visits to a customer.\n\nUse it in tests."


def test_money_is_a_number_in_the_schema():
    @dual_mode
    def pay(amount: Money) -> dict[str, Any]:
        """Pay."""
        return {"amount": amount}

    assert input_schema(pay)["properties"]["amount"]["type"] == "number"


CALLS = [
    (customers.lookup_customer, {}),
    (customers.lookup_customer, {"company_name": "TecCorp"}),
    (customers.check_customer_status, {"customer_id": "CUST-005"}),
    (customers.get_sla_terms, {"customer_id": "CUST-003"}),
    (customers.list_customer_contacts, {"customer_id": "CUST-003"}),
    (billing.get_invoice, {"invoice_id": "INV-2005"}),
    (billing.check_payment_status, {}),
    (billing.get_billing_history, {}),
    (billing.calculate_outstanding_balance, {}),
    (assets.lookup_asset, {}),
    (assets.check_warranty, {}),
    (assets.get_software_licenses, {}),
    (assets.get_asset_history, {"asset_id": "AST-SRV-001"}),
]


@pytest.mark.parametrize(
    ("tool", "arguments"), CALLS, ids=[f"{tool.__name__}-{len(a)}" for tool, a in CALLS]
)
def test_a_result_fits_the_schema_that_its_annotation_promises(tool, arguments):
    schema = TypeAdapter(tool.__annotations__["return"]).json_schema(mode="serialization")
    result = tool(**arguments)
    jsonschema.validate(result, schema, cls=jsonschema.Draft202012Validator)
    assert set(result) == set(schema["properties"])
