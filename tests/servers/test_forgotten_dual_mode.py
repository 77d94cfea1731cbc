"""Functions that are served without `@dual_mode` above them."""

from typing import Any

import pytest

from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.servers import SupportServer
from tests.servers.test_servers import called


def test_a_function_without_dual_mode_is_checked_like_one_that_has_it() -> None:
    def find_window(window_id: str, limit: int = 5) -> dict[str, Any]:
        """Find a window."""
        return {"window_id": window_id, "limit": limit}

    server = SupportServer("maintenance", [find_window])
    assert called(server, "find_window", {"window_id": "MNT-1"}).structured_content["limit"] == 5
    for wrong in ({}, {"window": "MNT-1"}, {"window_id": "MNT-1", "limit": "many"}):
        result = called(server, "find_window", wrong)
        with pytest.raises(SupportError) as direct:
            dual_mode(find_window)(**wrong)
        assert result.is_error
        assert result.structured_content == direct.value.envelope


def test_an_async_function_is_refused_when_the_server_is_made() -> None:
    async def soon(window_id: str) -> dict[str, str]:
        return {"window_id": window_id}

    with pytest.raises(SupportError, match=r"soon cannot be(.|\n)*Write it with def"):
        SupportServer("maintenance", [soon])
