from django.urls import path

import views

urlpatterns = [
    path("authors", views.authors),
    path("books", views.books),
    path("books/recent", views.recent),
    path("books/total", views.total),
]
