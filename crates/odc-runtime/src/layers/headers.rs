//! The outermost layer of a tenant: the headers of all its requests.

use async_trait::async_trait;
use http::{Extensions, HeaderMap};
use reqwest::{Request, Response, Url};
use reqwest_middleware::{Middleware, Next, Result};

/// Adds the headers of the tenant to requests to its origin. Does not replace a header that the request already has.
pub(crate) struct AddHeaders {
    pub(crate) origin: Url,
    pub(crate) headers: HeaderMap,
}

#[async_trait]
impl Middleware for AddHeaders {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        if request.url().origin() == self.origin.origin() {
            for name in self.headers.keys() {
                if !request.headers().contains_key(name) {
                    for value in self.headers.get_all(name) {
                        request.headers_mut().append(name, value.clone());
                    }
                }
            }
        }
        next.run(request, extensions).await
    }
}
