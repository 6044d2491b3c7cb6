from django.urls import path

import views

urlpatterns = [
    path("shelves/", views.shelves),
    path("books/", views.books),
    path("found/", views.found),
]
