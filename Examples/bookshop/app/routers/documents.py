import os

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

router = APIRouter(prefix="/documents", tags=["documents"])

DOCUMENTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "documents")


@router.get("/{name:path}")
def get_document(name: str):
    """Terms, privacy and help texts, such as legal/terms.txt."""
    path = os.path.join(DOCUMENTS, name)
    if not os.path.isfile(path):
        raise HTTPException(404, "no such document")
    return FileResponse(path)
