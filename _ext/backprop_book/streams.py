"""What a cell prints is one block, to the letter, in however many pieces the kernel sent it.

MyST-NB's own way cuts the white space at the end of each piece. A line that came in two pieces was two lines then, and
a piece that began with the end of a line left an empty one: at random, since the pieces depend on the time.
"""

from nbformat import NotebookNode


def join_streams(outputs):
    """The outputs of a cell, with the pieces of a stream that follow each other joined."""
    joined = []
    for output in outputs:
        if output["output_type"] == "stream" and joined and joined[-1].get("name") == output["name"]:
            joined[-1]["text"] += output["text"]
        else:
            joined.append(NotebookNode(output))
    return joined
