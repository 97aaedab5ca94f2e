//! Refuses a response from another URL. A user's own HTTP client fetches such a response when it follows a redirect.

use async_trait::async_trait;
use http::Extensions;
use reqwest::{Request, Response, Url};
use reqwest_middleware::{Error, Middleware, Next, Result};

/// The HTTP client followed a redirect.
#[derive(Debug, thiserror::Error)]
#[error(
    "the HTTP client followed a redirect, so the response is not one of the API; \
     build the client with redirect::Policy::none(), and check the base URL"
)]
pub(crate) struct Redirected;

/// The innermost middleware: it sees the URL of the request and the URL of the response.
pub(crate) struct RefuseRedirected;

#[async_trait]
impl Middleware for RefuseRedirected {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let asked = request.url().clone();
        let response = next.run(request, extensions).await?;
        if is_same(&asked, response.url()) {
            Ok(response)
        } else {
            Err(Error::middleware(Redirected))
        }
    }
}

/// Whether two URLs name the same resource. Fragments and credentials are ignored.
fn is_same(asked: &Url, received: &Url) -> bool {
    let resource = |url: &Url| {
        (
            url.origin(),
            url.path().to_owned(),
            url.query().unwrap_or_default().to_owned(),
        )
    };
    resource(asked) == resource(received)
}
