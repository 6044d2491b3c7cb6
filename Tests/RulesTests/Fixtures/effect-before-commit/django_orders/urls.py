from django.urls import path

import views

urlpatterns = [
    path("orders/", views.order),
    path("payments/", views.pay),
]
