"""The offline model carries no word of this workbook: its code and word lists are general."""

import re
from pathlib import Path

import pytest

import itsupport.offline
from itsupport.dataset import records
from tests.offline.desk import TOOLS

FILES = sorted(
    path
    for path in Path(itsupport.offline.__file__).parent.rglob("*")
    if path.suffix in {".py", ".json", ".txt"}
)
COMPANIES = sorted(str(one["company_name"]) for one in records("customers", dict))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_names_a_tool_an_id_or_a_company(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [tool.name for tool in TOOLS if tool.name in text] == []
    assert re.findall(r"\b(?:TKT|CUST|INV|KB|AST)\b", text) == []
    assert [name for name in COMPANIES if name in text or name.split()[0] in text] == []
