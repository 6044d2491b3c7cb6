from pathlib import Path

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import FileResponse

from app.deps import get_current_user
from app.schemas import problems

router = APIRouter(
    prefix="/documents", tags=["documents"], responses=problems(401), dependencies=[Depends(get_current_user)]
)

FOLDER = Path(__file__).parent.parent / "documents"
DOCUMENTS = {name: FOLDER / name for name in ("legal/terms.txt", "help/returns.txt")}


@router.get("/{name:path}", response_class=FileResponse, responses=problems(404))
async def get_document(name: str):
    """Terms, privacy and help texts, such as legal/terms.txt."""
    document = DOCUMENTS.get(name)
    if document is None:
        raise HTTPException(404, "no such document")
    return FileResponse(document, media_type="text/plain")
