//! Calls of every operation of every API, as a user makes them, with one file for each API.

use futures::future::BoxFuture;
use httpmock::{Mock, MockServer};
use odc_runtime::{Error, Operation};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

use super::apis::{self, Api};
use super::documents::Published;

/// Lists the calls of one API, in the order of its document: `NAME(REQUIRED).SETTER(REQUIRED) => .SETTER(OPTIONAL);`.
/// `@FORM` before the name means that the call can be a stream. It says in which form the service sends the list; see
/// `counter!`.
macro_rules! calls {
    ($client:ident: $(
        $(@$paged:ident)? $name:ident ( $($arg:expr),* ) $( .$setter:ident($value:expr) )*
        $( => $( .$more:ident($any:expr) )+ )?
    ;)*) => {
        vec![ $( crate::support::calls::Call {
            base_path: $client::operations::BASE_PATH,
            operation: crate::support::calls::find($client::operations::ALL, stringify!($name)),
            send: |base_url, http, parameters| Box::pin(async move {
                let client = $client::Client::new(&base_url, http)?;
                let call = client.$name($($arg),*)$( .$setter($value) )*;
                let _ = parameters; // This avoids a warning for calls without optional parameters.
                $( let call = if parameters == crate::support::calls::Parameters::All {
                    call $( .$more($any) )+
                } else {
                    call
                }; )?
                let response = call.send().await?;
                Ok(serde_json::to_value(response.into_inner()).expect("a decoded response can be encoded"))
            }),
            mock: |server| <httpmock::MockServer as $client::mock::MockServerExt>::$name(
                server,
                |_, then| { then.problem(418, stringify!($name)); },
            ),
            count_items: counter!($($paged)?; $client $name ( $($arg),* )),
        } ),* ]
    };
}

/// Counts the items of a list. The forms are `paged` (numbered pages with the total), `numbered` (numbered pages
/// without the total), `cursor` (texts identify the pages), and `whole` (one response).
macro_rules! counter {
    (; $client:ident $name:ident $args:tt) => {
        None
    };
    (paged; $client:ident $name:ident $args:tt) => {
        pages!($client $name $args, |call, ahead| call.limit(2).prefetch(ahead))
    };
    (numbered; $client:ident $name:ident $args:tt) => {
        pages!($client $name $args, |call, _ahead| call.limit(2))
    };
    (cursor; $client:ident $name:ident $args:tt) => {
        pages!($client $name $args, |call, _ahead| call.limit(2))
    };
    (whole; $client:ident $name:ident ( $($arg:expr),* )) => {{
        let counter: crate::support::calls::CountItems = |base, _| {
            use futures::TryStreamExt as _;
            let client = $client::Client::new(base, reqwest::Client::new()).expect("a client");
            let items = client.$name($($arg),*).stream();
            Box::pin(async move { items.try_collect::<Vec<_>>().await.expect("all items").len() })
        };
        Some(counter)
    }};
}

macro_rules! pages {
    ($client:ident $name:ident ( $($arg:expr),* ), |$call:ident, $ahead:ident| $set:expr) => {{
        let counter: crate::support::calls::CountItems = |base, $ahead| {
            use futures::TryStreamExt as _;
            let client = $client::Client::new(base, reqwest::Client::new()).expect("a client");
            let $call = client.$name($($arg),*);
            let call = $set;
            let pages = call.clone().pages();
            Box::pin(async move {
                let items: Vec<_> = call.stream().try_collect().await.expect("all items");
                let pages: Vec<_> = pages.try_collect().await.expect("all pages");
                let in_pages: usize = pages.iter().map(|page| page.results.len()).sum();
                assert_eq!(in_pages, items.len());
                items.len()
            })
        };
        Some(counter)
    }};
}

pub mod asset_configurations_v1;
pub mod asset_repository_v1;
pub mod builds_v1;
pub mod dependency_management_v1;
pub mod deployments_v1;
pub mod identity_v1;
pub mod portfolio_v1;
pub mod portfolio_v2;

/// The number of a revision in a path.
pub const REVISION: i32 = 7;

const EPOCH: chrono::DateTime<chrono::Utc> = chrono::DateTime::UNIX_EPOCH;

/// The parameters with which a call is made, in its path, query and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameters {
    Required,
    All,
}

/// Reads a list by page and item by item, and counts the items. A page has two items. The arguments are the base URL,
/// and the number of pages that are fetched ahead.
pub type CountItems = fn(&str, usize) -> BoxFuture<'static, usize>;

/// One operation, and functions that call it.
pub struct Call {
    /// The path of its API below the portal domain, such as `/api/identity/v1`.
    pub base_path: &'static str,
    pub operation: &'static Operation,
    /// Makes the call, and returns the decoded response as JSON.
    pub send:
        fn(String, ClientWithMiddleware, Parameters) -> BoxFuture<'static, Result<Value, Error>>,
    /// Mocks the operation with an error that contains its name.
    pub mock: for<'a> fn(&'a MockServer) -> Mock<'a>,
    pub count_items: Option<CountItems>,
}

impl Call {
    pub fn api(&self) -> &'static Api {
        let mut all = apis::ALL.iter();
        all.find(|api| api.base_path == self.base_path)
            .expect("an API")
    }

    /// The operation in the document.
    pub fn published(&self) -> Published<'static> {
        let mut all = self.api().document().operations().into_iter();
        all.find(|one| one.id() == self.operation.operation_id())
            .expect("published")
    }
}

fn find(operations: &[&'static Operation], id: &str) -> &'static Operation {
    let found = operations.iter().find(|one| one.id() == id);
    found.unwrap_or_else(|| panic!("{id} is not among the operations"))
}
