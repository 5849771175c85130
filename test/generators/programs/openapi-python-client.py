import os

from turso_client import AuthenticatedClient
from turso_client.api.databases import create_database, delete_database, list_databases
from turso_client.models import CreateDatabaseRequest

client = AuthenticatedClient(base_url=os.environ["BASE_URL"], token=os.environ["TOKEN"])
name = "openapi-python-client"


def names():
    return [each.name for each in list_databases.sync("my-org", client=client).databases]


created = create_database.sync(
    "my-org", client=client, body=CreateDatabaseRequest(name=name, group="default")
)
assert created.database.name == name and name in names(), "not created"
delete_database.sync("my-org", name, client=client)
assert name not in names(), "not deleted"
