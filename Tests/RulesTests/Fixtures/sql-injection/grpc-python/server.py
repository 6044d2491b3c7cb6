import grpc
import s_pb2_grpc
import psycopg2

connection = psycopg2.connect("dbname=x")


class Parts(s_pb2_grpc.PartsServicer):
    def Find(self, request, context):
        cursor = connection.cursor()
        cursor.execute(f"SELECT id FROM parts WHERE name = '{request.name}'")  # want sql-injection "reaches psycopg2.Cursor.execute"
        return cursor.fetchall()


def serve():
    server = grpc.server(None)
    s_pb2_grpc.add_PartsServicer_to_server(Parts(), server)
    server.start()
