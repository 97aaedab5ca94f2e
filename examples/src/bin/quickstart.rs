//! A complete first session with a tenant: signs in, lists users page by page, stages and deployed assets.
//!
//! `cargo xtask quickstart` runs it with a sandbox tenant. With `--tenant` it makes the same read-only calls to the
//! tenant of the environment variables.

use std::process::ExitCode;

use clap::Parser;
use odc_examples::{Session, cell, print, table};
use odc_identity_v1::types::User;
use odc_portfolio_v2::types::{DeployedAsset, Environment};

/// Maximum number of rows in a printed table.
const SHOWN: usize = 5;

/// A first session with a sandbox tenant, or with your own.
#[derive(Debug, Parser)]
struct Arguments {
    /// Use the tenant of `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET`; changes nothing
    #[arg(long)]
    tenant: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run(&Arguments::parse()).await)
}

async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let session = if arguments.tenant {
        Session::of_environment()?
    } else {
        Session::sandbox().await?
    };
    let kind = if session.sandbox.is_some() {
        "sandbox, started for this run"
    } else {
        "yours"
    };
    print(format_args!(
        "\ntenant      {} ({kind})",
        session.tenant.origin()
    ))?;

    let auth = session.tenant.auth();
    auth.token().await?;
    print(format_args!(
        "discovery   token endpoint {}",
        cell(auth.token_endpoint())
    ))?;
    print("sign-in     token issued by the client-credentials grant")?;

    let identity = odc_identity_v1::Client::connect(&session.tenant);
    let portfolio = odc_portfolio_v2::Client::connect(&session.tenant);
    users(&identity).await?;
    let environments = environments(&portfolio).await?;
    assets(&portfolio, &environments).await?;

    let counted = auth.counters();
    print(format_args!(
        "\nsigned in once: {} token fetched, used by {} requests",
        counted.fetched, counted.used
    ))?;
    Ok(())
}

async fn users(identity: &odc_identity_v1::Client) -> anyhow::Result<()> {
    let mut pages = identity.list_users().sort("-lastLoginAt").pages();
    let mut users: Vec<User> = Vec::new();
    print("\nusers       GET /api/identity/v1/users")?;
    while let Some(page) = pages.try_next().await? {
        let offset = page.page.as_ref().and_then(|page| page.offset);
        print(format_args!(
            "            page from {}: {} users",
            cell(offset),
            page.results.len()
        ))?;
        users.extend(page.results);
    }
    let mut shown = table(["name", "email", "status", "last login"]);
    for user in users.iter().take(SHOWN) {
        let login = user.last_login_at.map(|at| at.format("%Y-%m-%d"));
        shown.add_row([
            cell(user.name.as_ref()),
            cell(user.email.as_ref()),
            cell(user.status.as_ref()),
            cell(login),
        ]);
    }
    print(format_args!(
        "{shown}\n{} of {} users",
        shown.row_count(),
        users.len()
    ))?;
    Ok(())
}

async fn environments(portfolio: &odc_portfolio_v2::Client) -> anyhow::Result<Vec<Environment>> {
    print("\nstages      GET /api/portfolios/v2/environments")?;
    let mut environments = portfolio
        .list_environments()
        .send()
        .await?
        .into_inner()
        .results;
    environments.sort_by_key(|environment| (environment.portfolio_key, environment.order));
    let mut shown = table(["order", "name", "purpose", "host"]);
    for stage in &environments {
        shown.add_row([
            cell(stage.order),
            cell(stage.name.as_ref()),
            cell(stage.purpose.as_ref()),
            cell(stage.default_domain.as_ref()),
        ]);
    }
    print(format_args!("{shown}\n{} stages", environments.len()))?;
    Ok(environments)
}

async fn assets(
    portfolio: &odc_portfolio_v2::Client,
    environments: &[Environment],
) -> anyhow::Result<()> {
    print("\nassets      GET /api/portfolios/v2/deployed-assets")?;
    let mut stream = portfolio.list_deployed_assets().stream();
    let mut assets: Vec<DeployedAsset> = Vec::new();
    while let Some(asset) = stream.try_next().await? {
        assets.push(asset);
    }
    let mut shown = table(["asset", "type", "stage", "revision", "tag"]);
    for asset in assets.iter().take(SHOWN) {
        for deployment in &asset.deployments {
            let key = deployment.environment_key.to_string();
            let stage = environments
                .iter()
                .find(|e| e.key == key)
                .and_then(|e| e.name.as_ref());
            shown.add_row([
                cell(deployment.name.as_ref()),
                cell(asset.type_.as_ref()),
                cell(stage),
                cell(deployment.revision),
                cell(deployment.tag.as_ref()),
            ]);
        }
    }
    print(format_args!(
        "{shown}\n{} of {} assets",
        SHOWN.min(assets.len()),
        assets.len()
    ))?;
    Ok(())
}
