from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()
router = APIRouter(prefix="/api")


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


class Country(Base):
    __tablename__ = "countries"
    code: Mapped[str] = mapped_column(primary_key=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class OrderLine(Base):
    __tablename__ = "order_lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))


def get_db():
    with SessionLocal() as db:
        yield db


def current_user() -> User:
    ...


@router.get("/users")
def list_users(db: Session = Depends(get_db)):
    return db.scalars(select(User).order_by(User.id)).all()  # want list-unpaginated "every User: nothing limits"


@router.get("/orders")
def my_orders(user: User = Depends(current_user), db: Session = Depends(get_db)):
    return db.query(Order).filter(Order.user_id == user.id).all()  # want list-unpaginated "every Order that matches"


@router.get("/orders/lines")
def lines(db: Session = Depends(get_db)):
    return all_lines(db)


def all_lines(db: Session):
    statement = select(OrderLine)
    return db.execute(statement).scalars().all()  # want list-unpaginated "GET /api/orders/lines answers with every OrderLine"


# The query has a limit, or a paginator runs it.
@router.get("/orders/recent")
def recent_orders(db: Session = Depends(get_db)):
    return db.scalars(select(Order).order_by(Order.id.desc()).limit(20)).all()


@router.get("/orders/page")
def page_of_orders(page: int = 0, latest: bool = False, db: Session = Depends(get_db)):
    statement = select(Order)
    if latest:
        statement = statement.order_by(Order.id.desc())
    statement = statement.offset(page * 20).limit(20)
    return db.scalars(statement).all()


# The table is kept small by its nature.
@router.get("/countries")
def countries(db: Session = Depends(get_db)):
    return db.scalars(select(Country)).all()


# The rows are only counted, or one of them is taken.
@router.get("/orders/count")
def count_orders(db: Session = Depends(get_db)):
    return db.scalar(select(func.count()).select_from(Order))


@router.get("/users/first")
def first_user(db: Session = Depends(get_db)):
    result = db.execute(select(User))
    user = result.scalars().first()
    return user


@router.get("/users/by-mail")
def user_by_mail(email: str, db: Session = Depends(get_db)):
    return db.execute(select(User).where(User.email == email)).scalar_one_or_none()


@router.get("/orders/{order_id}")
def get_order(order_id: int, db: Session = Depends(get_db)):
    return db.get(Order, order_id)


# The rows are not what the endpoint lists.
@router.get("/dashboard/revenue")
def revenue(db: Session = Depends(get_db)):
    return sum(line.price for line in db.scalars(select(OrderLine)).all())


app.include_router(router)
