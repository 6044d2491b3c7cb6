"""users, catalogue, carts, orders, payments, outbox, activity, rate limits

Revision ID: 0001
Revises:
Create Date: 2025-06-02 10:31:40
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def row_id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True)


def now(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    op.create_table(
        "users",
        row_id(),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False, server_default=sa.false()),
        now("created_at"),
    )

    op.create_table(
        "authors",
        row_id(),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
    )

    op.create_table(
        "books",
        row_id(),
        sa.Column("isbn", sa.String(13), nullable=False, unique=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("author_id", sa.BigInteger(), sa.ForeignKey("authors.id"), nullable=False, index=True),
        sa.Column("price", sa.Numeric(12, 2), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=False, server_default="0"),
        sa.CheckConstraint("stock >= 0", name="books_stock_not_negative"),
        sa.CheckConstraint("price >= 0", name="books_price_not_negative"),
    )
    op.create_index(
        "ix_books_title_trgm", "books", ["title"], postgresql_using="gin", postgresql_ops={"title": "gin_trgm_ops"}
    )

    op.create_table(
        "restocks",
        row_id(),
        sa.Column("book_id", sa.BigInteger(), sa.ForeignKey("books.id"), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        now("created_at"),
        sa.UniqueConstraint("book_id", "idempotency_key"),
    )

    op.create_table(
        "cart_items",
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("book_id", sa.BigInteger(), sa.ForeignKey("books.id"), primary_key=True, index=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
    )

    op.create_table(
        "orders",
        row_id(),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("total", sa.Numeric(12, 2), nullable=False),
        sa.Column("invoice_ref", sa.String(40), nullable=True),
        now("created_at"),
        sa.UniqueConstraint("user_id", "idempotency_key"),
        sa.CheckConstraint("total >= 0", name="orders_total_not_negative"),
    )
    op.create_index("ix_orders_user_id_id", "orders", ["user_id", "id"])
    op.create_index("ix_orders_unpaid", "orders", ["created_at"], postgresql_where=sa.text("status = 'new'"))

    op.create_table(
        "order_items",
        row_id(),
        sa.Column("order_id", sa.BigInteger(), sa.ForeignKey("orders.id"), nullable=False),
        sa.Column("book_id", sa.BigInteger(), sa.ForeignKey("books.id"), nullable=False, index=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.Numeric(12, 2), nullable=False),
        sa.UniqueConstraint("order_id", "book_id"),
        sa.CheckConstraint("quantity > 0", name="order_items_quantity_positive"),
    )

    op.create_table(
        "payments",
        row_id(),
        sa.Column("order_id", sa.BigInteger(), sa.ForeignKey("orders.id"), nullable=False, index=True),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("charge_ref", sa.String(40), nullable=True),
        now("created_at"),
        now("checked_at"),
        sa.UniqueConstraint("user_id", "idempotency_key"),
    )
    op.create_index(
        "uq_payments_active",
        "payments",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('pending', 'succeeded')"),
    )
    op.create_index(
        "ix_payments_pending", "payments", ["checked_at"], postgresql_where=sa.text("status = 'pending'")
    )

    op.create_table(
        "outbox",
        row_id(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("payload", JSONB(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False, server_default="0"),
        now("created_at"),
        now("available_at"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index(
        "ix_outbox_due", "outbox", ["available_at"], postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL")
    )
    op.create_index("ix_outbox_done", "outbox", ["done_at"])

    op.create_table(
        "activity",
        row_id(),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id"), nullable=False, index=True),
        sa.Column("action", sa.String(200), nullable=False),
        now("created_at"),
    )
    op.create_index(
        "ix_activity_action_trgm",
        "activity",
        ["action"],
        postgresql_using="gin",
        postgresql_ops={"action": "gin_trgm_ops"},
    )
    op.create_index("ix_activity_created_at", "activity", ["created_at"])

    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("window_end", sa.DateTime(timezone=True), primary_key=True, index=True),
        sa.Column("count", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    for table in (
        "rate_limits",
        "activity",
        "outbox",
        "payments",
        "order_items",
        "orders",
        "cart_items",
        "restocks",
        "books",
        "authors",
        "users",
    ):
        op.drop_table(table)
