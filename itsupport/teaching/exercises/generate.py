"""Make the exercises from the solutions: `python -m itsupport.teaching.exercises.generate`."""

import sys

import nbformat

from itsupport.teaching.exercises.notebooks import (
    EXERCISES,
    for_learners,
    read,
    solution_notebooks,
)


def generated() -> dict[str, str]:
    """Every exercise notebook's name and text, as the solutions give them."""
    return {
        path.name: nbformat.writes(for_learners(read(path))) + "\n" for path in solution_notebooks()
    }


def main() -> int:
    """Write them all, and remove those that have no solution any more."""
    EXERCISES.mkdir(exist_ok=True)
    texts = generated()
    for name, text in texts.items():
        (EXERCISES / name).write_text(text, "utf-8", newline="\n")
    for path in EXERCISES.glob("*.ipynb"):
        if path.name not in texts:
            path.unlink()
    print(f"✓ {len(texts)} exercise notebooks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
