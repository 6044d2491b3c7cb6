from django.urls import path

import views

urlpatterns = [
    path("books", views.books),
    path("shelf", views.shelf),
    path("whole", views.whole),
    path("books/<int:book_id>", views.one),
    path("keys", views.keys),
]
