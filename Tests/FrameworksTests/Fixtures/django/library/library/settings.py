ROOT_URLCONF = "library.urls"
DEBUG = False
FEEDBACK_ENABLED = True
IMPORTERS = {"marc": {"active": False}}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
MIDDLEWARE += ["library.middleware.StaffArea"]
