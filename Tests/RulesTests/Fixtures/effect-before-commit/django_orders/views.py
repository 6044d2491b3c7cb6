from django.core.mail import send_mail
from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from models import Order


@require_POST
def order(request):
    with transaction.atomic():
        made = Order.objects.create(item=request.POST["item"])
        send_mail("Ordered", "Thank you", "shop@example.com", [request.user.email])  # want effect-before-commit "a mail of POST /orders/"
    return JsonResponse({"id": made.pk})


@require_POST
def pay(request):
    with transaction.atomic():
        made = Order.objects.create(item=request.POST["item"])
        transaction.on_commit(lambda: send_mail("Paid", "Thank you", "shop@example.com", [request.user.email]))
    return JsonResponse({"id": made.pk})
