"""what billing calls our orders

Revision ID: 0002
Revises: 0001
Create Date: 2025-04-03 16:40:51
"""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("invoice_ref", sa.String(40), nullable=True))
    op.add_column("orders", sa.Column("charge_ref", sa.String(40), nullable=True))


def downgrade() -> None:
    op.drop_column("orders", "charge_ref")
    op.drop_column("orders", "invoice_ref")
