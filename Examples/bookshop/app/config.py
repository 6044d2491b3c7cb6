from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str = "postgresql+psycopg://bookshop:bookshop@localhost:5432/bookshop"

    jwt_secret: str = "Zp4vR7wKq2NxTf9LbY6mHs3JdGc8Ae5U"
    jwt_algorithm: str = "HS256"

    billing_url: str = "http://localhost:9001/billing"
    carrier_url: str = "https://localhost:9443/carrier"

    smtp_host: str = "localhost"
    smtp_port: int = 9025
    mail_from: str = "orders@bookshop.example"

    activity_log: str = "activity.log"
    unpaid_after_minutes: int = 60
    cleanup_every_seconds: int = 300


settings = Settings()
