"""Django's PostgreSQL engine, which starts the embedded server when nobody answers."""

from django.conf import settings
from django.db.backends.postgresql import base

from config.database.server import Server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        Server(settings.BASE_DIR).ensure()
        return super().get_new_connection(conn_params)
