//! The first call: ten users who hold an application role (end-user role in the portal).
//!
//! ```text
//! cargo run -p odc-examples --bin first-call
//! ```

use std::process::ExitCode;

use odc_examples::{Session, cell};
use odc_identity_v1::Client;

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let session = Session::open().await?; // in your own program: Tenant::from_env()?
    let identity = Client::connect(&session.tenant); // no I/O yet; discovery and token come with the first call

    let page = identity
        .list_users()
        .has_application_roles(true)
        .limit(10)
        .send()
        .await?;
    for user in &page.results {
        println!("{} {}", user.key, cell(user.email.as_ref()));
    }
    Ok(())
}
