from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)


@app.get("/posts")
def posts():
    per_page = request.args.get("per_page", 20, type=int)
    page = Post.query.paginate(page=1, per_page=per_page)  # want page-size-unbounded "query string of the request decides"
    return {"items": [post.id for post in page.items]}


# The paginator caps it.
@app.get("/capped")
def capped():
    per_page = request.args.get("per_page", 20, type=int)
    page = Post.query.paginate(page=1, per_page=per_page, max_per_page=100)
    return {"items": [post.id for post in page.items]}


@app.get("/lesser")
def lesser():
    per_page = min(request.args.get("per_page", 20, type=int), 100)
    page = db.paginate(db.select(Post), per_page=per_page)
    return {"items": [post.id for post in page.items]}
