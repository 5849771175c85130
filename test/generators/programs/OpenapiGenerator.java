import org.openapitools.client.ApiClient;
import org.openapitools.client.api.DatabasesApi;
import org.openapitools.client.model.CreateDatabaseRequest;

public class Main {
  private static final String ORGANIZATION = "my-org";
  private static final String NAME = "java";
  private static DatabasesApi databases;

  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.setBasePath(System.getenv("BASE_URL"));
    client.setBearerToken(System.getenv("TOKEN"));
    databases = new DatabasesApi(client);

    databases.createDatabase(ORGANIZATION, new CreateDatabaseRequest().name(NAME).group("default"));
    require(isListed(), "not created");
    databases.deleteDatabase(ORGANIZATION, NAME);
    require(!isListed(), "not deleted");
  }

  private static boolean isListed() throws Exception {
    return databases.listDatabases(ORGANIZATION, null, null, null, null, null).getDatabases().stream()
        .anyMatch(database -> NAME.equals(database.getName()));
  }

  private static void require(boolean holds, String message) {
    if (!holds) throw new IllegalStateException(message);
  }
}
