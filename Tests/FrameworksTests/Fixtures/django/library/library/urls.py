from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from catalog import views
from catalog.views import BookCreate, BookDelete, BookDetail, BookList, Shelves
from accounts import views as accounts

staff_urls = [
    path("stats/", views.stats),  # $ endpoint="ANY /staff/stats/" auth=required
    path("stats/<int:year>/", views.stats_of_year),  # $ endpoint="GET /staff/stats/{year}/" auth=required
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", TemplateView.as_view(template_name="home.html")),  # $ endpoint="GET /" auth=none
    path("books/", BookList.as_view()),  # $ endpoint="GET /books/" auth=none
    path("books/new/", BookCreate.as_view()),  # $ endpoint="GET /books/new/" auth=required endpoint="POST /books/new/" auth=required endpoint="PUT /books/new/" auth=required
    re_path(r"^books/(?P<isbn>[-\d]+)/?$", BookDetail.as_view()),  # $ endpoint="GET /books/{isbn}" auth=none
    path("books/<slug:isbn>/remove/", BookDelete.as_view()),  # $ endpoint="GET /books/{isbn}/remove/" auth=required endpoint="POST /books/{isbn}/remove/" auth=required endpoint="DELETE /books/{isbn}/remove/" auth=required
    path("shelves/", Shelves.as_view()),  # $ endpoint="GET /shelves/" auth=none endpoint="POST /shelves/" auth=required
    path("search/", views.search),  # $ endpoint="ANY /search/" auth=none
    path("loans/", views.loans),  # $ endpoint="GET /loans/" auth=required endpoint="POST /loans/" auth=required
    path("returns/", views.bring_back),  # $ endpoint="POST /returns/" auth=required
    path("keys/", views.key_holders),  # $ endpoint="ANY /keys/" auth=required
    path("accounts/", include(("accounts.urls", "accounts"), namespace="accounts")),
    path("staff/", include(staff_urls)),
]

urlpatterns += i18n_patterns(
    path("about/", views.about),  # $ endpoint="ANY /{language}/about/" auth=none
)

if settings.IMPORTERS.get("marc", {}).get("active", False):
    urlpatterns += [path("import/", views.import_marc)]

if settings.FEEDBACK_ENABLED:
    urlpatterns.append(path("feedback/", accounts.feedback))  # $ endpoint="POST /feedback/" auth=none
