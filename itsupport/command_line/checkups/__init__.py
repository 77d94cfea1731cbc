"""What the doctor looks at, one file each: `check()` returns findings and knows no other check.

A check may raise or hang; the doctor makes a finding of that too. Everything but the standard
library is imported inside `check`, because it may be just what is missing.
"""
