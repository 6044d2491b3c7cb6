def check():
    return {}
