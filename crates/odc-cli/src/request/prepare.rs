//! The parts of a request: path, query, headers and body.

use odc_runtime::client::{Method, encode_path};
use odc_runtime::{ListStyle, Operation, Parameter, Place};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::catalog;
use crate::exit::Failure;

/// A request in the form in which it is sent, without the token.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The method.
    pub method: Method,
    /// The path with its values, percent-encoded.
    pub path: String,
    /// The query.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, as JSON.
    pub body: Option<Value>,
}

impl Prepared {
    pub(super) fn new(
        operation: &'static Operation,
        values: &[(String, String)],
        body: Option<Value>,
    ) -> Result<Self, Failure> {
        let base = catalog::api_of(operation).map(|api| api.base_path);
        let parameters = operation.parameters();
        let strange = values
            .iter()
            .find(|(name, _)| parameters.iter().all(|it| it.name() != name));
        let (Some(base), None) = (base, strange) else {
            return Err(Failure::failed(format_args!(
                "{operation:?} has no parameter {strange:?}; report this"
            )));
        };
        let mut prepared = Self {
            method: operation.method().clone(),
            path: format!("{base}{}", operation.path()),
            query: Vec::new(),
            headers: Vec::new(),
            body,
        };
        for parameter in parameters {
            let given = values.iter().filter(|(name, _)| name == parameter.name());
            prepared.place(parameter, given.map(|(_, value)| value.as_str()).collect())?;
        }
        Ok(prepared)
    }

    fn place(&mut self, parameter: &Parameter, values: Vec<&str>) -> Result<(), Failure> {
        let name = parameter.name();
        let values = match parameter.list() {
            Some(ListStyle::Joined(between)) if !values.is_empty() => vec![values.join(between)],
            _ => values.into_iter().map(ToOwned::to_owned).collect(),
        };
        let pairs = values.iter().map(|value| (name.to_owned(), value.clone()));
        match parameter.place() {
            Place::Query => self.query.extend(pairs),
            Place::Header => self.headers.extend(pairs),
            _ => {
                let value = values
                    .first()
                    .filter(|value| !matches!(value.as_str(), "" | "." | ".."));
                let value = value.ok_or_else(|| {
                    Failure::usage(format_args!(
                        "{name}: give a value; in a path it must not be empty, \".\" or \"..\""
                    ))
                })?;
                self.path = self
                    .path
                    .replace(&format!("{{{name}}}"), &encode_path(value));
            }
        }
        Ok(())
    }

    /// The request as data, for `--dry-run`.
    #[must_use]
    pub fn to_json(&self, origin: &str) -> Value {
        let mut shown = json!({"method": self.method.as_str(), "url": self.url(origin)});
        if !self.headers.is_empty() {
            shown["headers"] = self
                .headers
                .iter()
                .map(|(name, value)| (name.clone(), json!(value)))
                .collect();
        }
        if let Some(body) = &self.body {
            shown["body"] = body.clone();
        }
        shown
    }

    /// The URL at a tenant.
    #[must_use]
    pub fn url(&self, origin: &str) -> String {
        let mut url = format!("{}{}", origin.trim_end_matches('/'), self.path);
        if !self.query.is_empty() {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(&self.query);
            url = format!("{url}?{}", query.finish());
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use odc_identity_v1::operations::{GET_USER, LIST_USERS};
    use odc_portfolio_v2::operations::LIST_DEPLOYED_ASSETS;

    use crate::request::Request;

    const ORIGIN: &str = "https://acme.outsystems.dev/";

    fn url(request: &Request) -> String {
        request.prepare().unwrap().url(ORIGIN)
    }

    #[test]
    fn values_are_put_where_the_operation_defines() {
        assert_eq!(
            url(&Request::new(&GET_USER).with("key", "a/b c")),
            "https://acme.outsystems.dev/api/identity/v1/users/a%2Fb%20c"
        );
        assert_eq!(
            url(&Request::new(&LIST_USERS)
                .with("limit", 3)
                .with("status", "Active")),
            "https://acme.outsystems.dev/api/identity/v1/users?status=Active&limit=3"
        );
    }

    #[test]
    fn a_list_is_repeated_or_joined_as_the_operation_defines() {
        let request = Request::new(&LIST_DEPLOYED_ASSETS)
            .with("key", "a")
            .with("key", "b")
            .with("type", "Agent")
            .with("type", "Workflow");
        assert_eq!(
            url(&request),
            "https://acme.outsystems.dev/api/portfolios/v2/deployed-assets?key=a%2Cb&type=Agent&type=Workflow"
        );
    }

    #[test]
    fn a_path_without_its_value_is_refused() {
        for value in [None, Some(""), Some("."), Some("..")] {
            let request = Request::new(&GET_USER);
            let request = value.map_or(request.clone(), |value| request.with("key", value));
            let refused = request.prepare().unwrap_err();
            assert_eq!(refused.exit(), crate::exit::Exit::WrongUse);
        }
    }
}
