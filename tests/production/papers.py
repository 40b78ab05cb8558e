"""What stands on a PDF and in it."""

import subprocess
from io import BytesIO

from pypdf import PdfReader


def words_of(answer) -> str:
    """Return the words of an answer's PDF with its metadata and the name of its file."""
    read = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    metadata = PdfReader(BytesIO(answer.content)).metadata or {}
    told = [read.stdout.decode(), *map(str, metadata.values()), answer["Content-Disposition"]]
    return " ".join(" ".join(told).split())
