"""Executes notebooks from start to end, and writes each as Markdown with its pictures.

usage: python render_notebooks.py OUT NOTEBOOK.ipynb...

They run one after the other in one kernel, which is emptied before each, in the folder that they are in, and
read what the environment names. What programs wrote to stderr is left out. The first cell that fails ends it all with
exit code 1.
"""

import re
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import MarkdownExporter
from nbconvert.preprocessors import ExtractOutputPreprocessor
from traitlets.config import Config

CELL_SECONDS = 120


def without_noise(notebook):
    """Leaves out stderr, and what is around the tables of pandas: code hosts show it as text."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
        for output in cell.outputs:
            html = output.get("data", {}).get("text/html")
            if html:
                html = re.sub(r"<style.*?</style>\s*|</?div>\s*", "", html, flags=re.DOTALL)
                output.data["text/html"] = html.replace(' border="1" class="dataframe"', "")


def moved(markdown):
    """Links as they are one folder below, to other notebooks as these are rendered."""
    return re.sub(r"\]\((\w+)\.ipynb\)", r"](\1.md)", markdown.replace("](../", "](../../"))


def render(notebook, name, out):
    without_noise(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = moved(cell.source)
    config = Config()
    config.ExtractOutputPreprocessor.output_filename_template = name + "-{cell_index}{extension}"
    markdown, resources = MarkdownExporter(config=config).from_notebook_node(notebook)
    lines = [line.rstrip() for line in markdown.strip().split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    (out / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    for picture, content in resources["outputs"].items():
        (out / picture).write_bytes(content.strip() + b"\n")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(sys.argv[2]).resolve().parent
    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel(cwd=str(folder))
    try:
        for path in map(Path, sys.argv[2:]):
            notebook = nbformat.read(path, as_version=4)
            notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
            NotebookClient(notebook, km=kernel, timeout=CELL_SECONDS).execute()
            del notebook.cells[0]
            render(notebook, path.stem, out)
    except CellExecutionError as error:
        sys.exit(f"{path.name}: {error}")
    finally:
        kernel.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
