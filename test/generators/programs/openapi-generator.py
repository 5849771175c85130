import os

from openapi_client import ApiClient, Configuration, CreateDatabaseRequest, DatabasesApi

configuration = Configuration(host=os.environ["BASE_URL"], access_token=os.environ["TOKEN"])
databases = DatabasesApi(ApiClient(configuration))
name = "python"


def names():
    return [each.name for each in databases.list_databases("my-org").databases]


created = databases.create_database("my-org", CreateDatabaseRequest(name=name, group="default"))
assert created.database.name == name and name in names(), "not created"
databases.delete_database("my-org", name)
assert name not in names(), "not deleted"
