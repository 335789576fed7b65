"""Runs the blocks of Python in a page of Markdown, one after the other, and prints what each printed as a JSON text.

usage: python run_document.py PAGE.md
"""

import contextlib
import io
import json
import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names = {}
    for source in BLOCK.findall(Path(sys.argv[1]).read_text(encoding="utf-8")):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(source, sys.argv[1], "exec"), names)  # what the page tells its reader to run
        print(json.dumps(printed.getvalue()))


if __name__ == "__main__":
    main()
