ROOT_URLCONF = "bazaar.urls"
