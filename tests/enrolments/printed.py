"""What stands on a PDF that a page answered with."""

import subprocess


def text_of(response) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=response.content, capture_output=True, check=True).stdout.decode()


def squeezed(response) -> str:
    return " ".join(text_of(response).split())


def paper(response) -> str:
    assert response["Content-Type"] == "application/pdf"
    return squeezed(response)
