ROOT_URLCONF = "depot.urls"
