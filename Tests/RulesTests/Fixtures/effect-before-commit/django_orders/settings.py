ROOT_URLCONF = "urls"
