ROOT_URLCONF = "urls"
INSTALLED_APPS = ["channels", "chat"]
ASGI_APPLICATION = "asgi.application"
