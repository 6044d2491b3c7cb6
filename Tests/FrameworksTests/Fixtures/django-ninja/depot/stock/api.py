from ninja import Router

from stock.auth import Perhaps

router = Router()
returns = Router()


@router.get("/")  # $ endpoint="GET /api/items/" auth=required
def items(request, limit: int = 20):
    return []


@router.get("/{int:item_id}", auth=Perhaps(lenient=True))  # $ endpoint="GET /api/items/{item_id}" auth=optional
def item(request, item_id: int):
    return {}


@router.delete("/{item_id}", auth=Perhaps())  # $ endpoint="DELETE /api/items/{item_id}" auth=required
def remove(request, item_id: int):
    return {}


@returns.post("")  # $ endpoint="POST /api/returns/" auth=none
def bring_back(request):
    return {}
