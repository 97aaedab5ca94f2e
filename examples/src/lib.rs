//! What the programs in `src/bin` share: a tenant to talk to, and tables to print.
//!
//! Each program uses the tenant named by `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET`.
//! Where the first of them is not set it starts a sandbox tenant of its own, so that it runs anywhere.

use anyhow::Context as _;
use comfy_table::Table;
use odc_runtime::Tenant;
use odc_sandbox::Sandbox;

/// A tenant, and the sandbox behind it when there is one.
#[derive(Debug)]
pub struct Session {
    /// What clients connect to.
    pub tenant: Tenant,
    /// Stops when the session is dropped.
    pub sandbox: Option<Sandbox>,
}

impl Session {
    /// The tenant of the environment, or a sandbox.
    ///
    /// # Errors
    /// Incomplete environment variables, or no free port.
    pub async fn open() -> anyhow::Result<Self> {
        if std::env::var_os("ODC_PORTAL_DOMAIN").is_some() {
            return Self::of_environment();
        }
        let session = Self::sandbox().await?;
        eprintln!("ODC_PORTAL_DOMAIN is not set: using a sandbox tenant");
        Ok(session)
    }

    /// The tenant that the environment variables name.
    ///
    /// # Errors
    /// Variables that are missing or not valid.
    pub fn of_environment() -> anyhow::Result<Self> {
        Ok(Self {
            tenant: Tenant::from_env()?,
            sandbox: None,
        })
    }

    /// A new sandbox tenant on a free loopback port.
    ///
    /// # Errors
    /// No port can be had.
    pub async fn sandbox() -> anyhow::Result<Self> {
        let sandbox = Sandbox::start()
            .await
            .context("the sandbox does not start")?;
        let tenant = Tenant::builder()
            .portal_domain(sandbox.domain())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret())
            .allow_http_loopback(true)
            .build()?;
        Ok(Self {
            tenant,
            sandbox: Some(sandbox),
        })
    }
}

/// A plain table with a head.
#[must_use]
pub fn table<const N: usize>(head: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::ASCII_MARKDOWN);
    table.set_header(head);
    table
}

/// A value that may be missing or empty, as a cell.
pub fn cell(value: Option<impl ToString>) -> String {
    let text = value.map(|value| value.to_string()).unwrap_or_default();
    if text.is_empty() {
        "-".to_owned()
    } else {
        text
    }
}
