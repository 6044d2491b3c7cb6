from models import Parcel


def search(per_page=50):
    return [parcel.id for parcel in Parcel.query.limit(per_page).all()]
