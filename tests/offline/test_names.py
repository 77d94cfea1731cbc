"""Names of companies in every dress: opening a sentence, in capitals, of "the … people"."""

import pytest

from tests.offline.desk import talk


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("meridian legal - which laptops?", "meridian legal"),
        ("alpine outfitters, anything open?", "alpine outfitters"),
        ("what licences do the green valley people have", "green valley"),
        ("whom do I ring at the alpine lot", "alpine"),
        ("uptime we promised meridian legal?", "meridian legal"),
        ("GREEN VALLEY FARMS ASKS WHEN THEIR LICENCES EXPIRE", "green valley farms"),
    ],
)
def test_a_name_is_looked_up_wherever_it_stands(question: str, name: str) -> None:
    calls = talk(question).plain_calls
    assert calls[0] == ("lookup_customer", {"company_name": name})
    assert "customer_id" in calls[-1][1]


@pytest.mark.parametrize(
    "question",
    ["hello again, which critical tickets are open?", "What is the state of the ransomware case?"],
)
def test_what_is_no_name_is_not_looked_up(question: str) -> None:
    assert "lookup_customer" not in talk(question).names
