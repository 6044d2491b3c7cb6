from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.http import require_POST


def login_view(request):
    return HttpResponse("")


def profile(request, user_id):
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    return JsonResponse({"id": user_id})


@require_POST
def feedback(request):
    return HttpResponse("thanks")
