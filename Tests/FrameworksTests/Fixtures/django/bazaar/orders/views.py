from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST


@require_POST
def place(request):
    return HttpResponse(request.POST["book"])


@require_GET
def daily(request):
    return HttpResponse("")
