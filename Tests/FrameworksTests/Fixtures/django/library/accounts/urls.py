from django.conf.urls import url

from accounts import views

app_name = "accounts"
urlpatterns = [
    url(r"^login/$", views.login_view, name="login"),  # $ endpoint="ANY /accounts/login/" auth=none
    url(r"^(?P<user_id>\d+)/$", views.profile),  # $ endpoint="ANY /accounts/{user_id}/" auth=required
]
