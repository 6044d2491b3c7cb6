import os

import django

ROOT_URLCONF = "shop.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["DB_HOST"],
        "NAME": "shop",
        "OPTIONS": {"read_timeout": 5, "options": "-c lock_" "timeout=1000"},
    },
    "cache": {"ENGINE": "django.db.backends.sqlite3", "NAME": "cache.db"},
}
