"""What a dual-mode function may be called, may take and may give back, at the edges."""

import json
import warnings
from typing import Annotated, Any

import pytest
from pydantic import Field

from itsupport.dual_mode import dual_mode, input_schema
from itsupport.errors import SupportError
from itsupport.servers import SupportServer

Copies = Annotated[int, Field(ge=1, description="How many copies.", examples=[2])]


def make_printer() -> Any:
    """A function whose arguments are named like what pydantic's models have."""

    @dual_mode
    def print_it(
        copy: Copies,
        schema: str = "plain",
        json: bool = False,
        model_dump: str | None = None,
        model_config: str | None = None,
        argument_x: int = 0,
        self: int = 0,
    ) -> dict[str, Any]:
        """Print."""
        return {"copy": copy, "schema": schema, "model": model_config, "x": argument_x, "me": self}

    return print_it


def test_arguments_may_be_named_like_the_attributes_of_a_model() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print_it = make_printer()
        result = print_it(3, schema="fine", model_config="A4", argument_x=1)
    assert result == {"copy": 3, "schema": "fine", "model": "A4", "x": 1, "me": 0}


def test_a_server_of_such_a_function_warns_of_nothing_and_shows_the_own_names() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print_it = make_printer()
        SupportServer("printers", [print_it])
        schema = input_schema(print_it)
    assert list(schema["properties"])[:3] == ["copy", "schema", "json"]
    assert schema["required"] == ["copy"]
    assert schema["properties"]["copy"]["examples"] == [2]
    assert "argument_copy" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "copy is missing"),
        ({"copy": 0}, "copy is 0: "),
        ({"copy": 1, "argument_copy": 1}, "there is no argument argument_copy"),
        ({"copy": 1, "shema": "x"}, "Did you mean 'schema'?"),
    ],
)
def test_mistakes_are_told_with_the_names_that_the_caller_uses(
    arguments: dict[str, Any], said: str
) -> None:
    with pytest.raises(SupportError) as caught:
        make_printer()(**arguments)
    assert said in str(caught.value)
    assert "argument_copy" not in str(caught.value).replace("no argument argument_copy", "")


def test_half_a_character_in_a_key_of_a_result_is_replaced() -> None:
    @dual_mode
    def count_words() -> dict[str, Any]:
        """Count."""
        return {"a\ud800": {"b\udfff": 1}, "list": [{"c\ud83d": 2}]}

    assert count_words() == {"a\ufffd": {"b\ufffd": 1}, "list": [{"c\ufffd": 2}]}


def test_a_parameter_without_a_type_hint_is_refused_by_its_name() -> None:
    def greet(name, times: int = 1):  # type: ignore[no-untyped-def]
        return {"greeting": name * times}

    with pytest.raises(SupportError, match=r"what name is(.|\n)*such as name: str"):
        input_schema(greet)
    with pytest.raises(SupportError, match="what name is"):
        dual_mode(greet)("Ada")


def test_an_async_function_is_refused_where_it_is_written() -> None:
    async def wait() -> dict[str, Any]:
        return {}

    async def stream() -> Any:
        yield {}

    for function in (wait, stream):
        with pytest.raises(SupportError, match=r"cannot be a dual-mode function(.|\n)*with def"):
            dual_mode(function)
