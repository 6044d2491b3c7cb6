def search(limit=20):
    return []


def post(body):
    return body, 201


def get(number):
    return {"number": number}
