from datetime import timedelta
from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once, when the process starts: what is missing or malformed stops it there."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    database_url: str
    database_pool_size: int = 10

    jwt_secret: SecretStr = Field(min_length=32)
    token_lifetime: timedelta = timedelta(minutes=15)

    billing_url: str
    billing_key: SecretStr
    carrier_url: str
    carrier_ca: Path | None = None
    publishers: dict[str, HttpUrl] = {}

    smtp_host: str
    smtp_port: int = 587
    smtp_starttls: bool = True
    mail_from: str = "orders@bookshop.example"

    cors_origins: list[str] = []
    logins_per_minute: int = 10
    unpaid_after: timedelta = timedelta(hours=1)


settings = Settings()
