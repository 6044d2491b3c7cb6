import os

import django

ROOT_URLCONF = "shop.urls"
DATABASES = {
    "default": {  # want db-no-timeout "each statement may wait for ever for PostgreSQL"
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["DB_HOST"],
        "NAME": "shop",
    },
    "cache": {"ENGINE": "django.db.backends.sqlite3", "NAME": "cache.db"},
}
