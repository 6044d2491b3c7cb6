from models import Label


def search(per_page=50):
    return [label.id for label in Label.query.limit(per_page).all()]  # want page-size-unbounded "per_page decides"
