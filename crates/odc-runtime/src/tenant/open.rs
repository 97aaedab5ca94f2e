//! The settings with which users extend a tenant: headers, application name, middlewares, callbacks, a shared store.

use std::sync::Arc;

use reqwest_middleware::Middleware;

use super::builder::TenantBuilder;
use crate::budget::{BudgetState, OnWait};
use crate::operation::Operation;
use crate::unread::{OnUnread, UnreadValue};

impl TenantBuilder {
    /// Sends a header with every request to the tenant, unless the call has a header of the same name. Its value is
    /// never printed.
    ///
    /// The header does not go to the identity service, and not to hosts of files. [`build`](Self::build) refuses a
    /// name or a value that HTTP does not allow. For a single call, use
    /// [`CallOptions::header`](crate::CallOptions::header).
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.headers.set(name.as_ref(), value.as_ref());
        self
    }

    /// The name of your program, preferably with its version, for the logs of the service. The `User-Agent` of API
    /// calls, of requests for discovery and tokens, and of transfers of files begins with it.
    ///
    /// Your own [`http_client`](Self::http_client) and [`oauth`](Self::oauth) have names of their own.
    ///
    /// ```
    /// # use odc_runtime::Tenant;
    /// let builder = Tenant::builder().application("acme-audit/1.4"); // User-Agent: acme-audit/1.4 odc-rust/0.1.0
    /// ```
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.application = Some(name.into());
        self
    }

    /// Adds a middleware that sees each call once, before the retries and the rate budget: for metrics or a cache.
    ///
    /// The first added middleware is the outermost. It finds the operation in the extensions of the request, as
    /// `extensions.get::<&'static Operation>()`.
    ///
    /// ```
    /// use odc_runtime::client::{Extensions, Middleware, Next, Request, Response, async_trait};
    /// use odc_runtime::{Operation, Tenant};
    ///
    /// struct Print;
    ///
    /// #[async_trait]
    /// impl Middleware for Print {
    ///     async fn handle(
    ///         &self,
    ///         request: Request,
    ///         extensions: &mut Extensions,
    ///         next: Next<'_>,
    ///     ) -> odc_runtime::client::MiddlewareResult<Response> {
    ///         let operation = extensions.get::<&'static Operation>().map(|it| it.id());
    ///         println!("{operation:?}");
    ///         next.run(request, extensions).await
    ///     }
    /// }
    ///
    /// let builder = Tenant::builder().middleware_per_call(Print);
    /// ```
    pub fn middleware_per_call(mut self, middleware: impl Middleware) -> Self {
        self.per_call.push(Arc::new(middleware));
        self
    }

    /// Adds a middleware that sees each attempt just before it is sent: with the token, so be careful what it logs.
    ///
    /// The first added middleware is the outermost. It also finds the operation; see
    /// [`middleware_per_call`](Self::middleware_per_call).
    pub fn middleware_per_attempt(mut self, middleware: impl Middleware) -> Self {
        self.per_attempt.push(Arc::new(middleware));
        self
    }

    /// Called when calls wait for the rate budget: first when a wait has lasted for 2 s or will certainly last
    /// longer, then every 15 s while calls wait.
    ///
    /// An INFO event is logged at the same times. The function must not block.
    ///
    /// ```
    /// # use odc_runtime::Tenant;
    /// let builder = Tenant::builder().on_wait(|pool| eprintln!("{pool}"));
    /// ```
    pub fn on_wait(mut self, listener: impl Fn(&BudgetState) + Send + Sync + 'static) -> Self {
        self.on_wait = OnWait::new(listener);
        self
    }

    /// Sets a function that every call of the tenant calls for each value that was left out of its response, because
    /// it does not fit its type: see [`UnreadValue`]. [`CallOptions::on_unread`](crate::CallOptions::on_unread) sets
    /// one for a single call.
    ///
    /// ```
    /// # use odc_runtime::Tenant;
    /// let builder = Tenant::builder().on_unread(|operation, odd| {
    ///     eprintln!("{}: {}: {}", operation.id(), odd.path(), odd.message());
    /// });
    /// ```
    pub fn on_unread(
        mut self,
        listener: impl Fn(&'static Operation, &UnreadValue) + Send + Sync + 'static,
    ) -> Self {
        self.on_unread = OnUnread::new(listener);
        self
    }
}

#[cfg(feature = "redis")]
impl TenantBuilder {
    /// A Redis or Valkey that the processes of the organization share: one token and one rate budget for all of them.
    /// The URL of the store says which part of the budget this process uses while the store cannot be reached.
    ///
    /// A program that calls [`Tenant::builder_from_env`](crate::Tenant::builder_from_env) gets one from the variable
    /// `ODC_SHARED_STORE`. Together with [`oauth`](Self::oauth), this setting shares only the rate budget. To share
    /// the token too, give the store to the builder of your token middleware.
    ///
    /// ```no_run
    /// # async fn connect() -> Result<(), Box<dyn std::error::Error>> {
    /// use odc_runtime::{Tenant, odc_redis::RedisStore};
    ///
    /// let store = RedisStore::connect("redis://cache.example.com").await?;
    /// let tenant = Tenant::builder_from_env()?.shared_store(store).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn shared_store(mut self, store: odc_redis::RedisStore) -> Self {
        self.store = Some(store);
        self
    }
}
