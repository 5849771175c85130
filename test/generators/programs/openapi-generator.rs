use std::env;
use turso_client::apis::configuration::Configuration;
use turso_client::apis::databases_api::{create_database, delete_database, list_databases};
use turso_client::models::CreateDatabaseRequest;

const ORGANIZATION: &str = "my-org";
const NAME: &str = "rust";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(call())
}

async fn call() -> Outcome<()> {
    let mut configuration = Configuration::new();
    configuration.base_path = env::var("BASE_URL")?;
    configuration.bearer_access_token = Some(env::var("TOKEN")?);

    let mut request = CreateDatabaseRequest::new(NAME.to_string());
    request.group = Some("default".to_string());
    create_database(&configuration, ORGANIZATION, request).await?;
    assert!(is_listed(&configuration).await?, "not created");
    delete_database(&configuration, ORGANIZATION, NAME).await?;
    assert!(!is_listed(&configuration).await?, "not deleted");
    Ok(())
}

async fn is_listed(configuration: &Configuration) -> Outcome<bool> {
    let listed = list_databases(configuration, ORGANIZATION, None, None, None, None, None).await?;
    Ok(listed.databases.iter().any(|database| database.name == NAME))
}
