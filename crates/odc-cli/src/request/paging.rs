//! Reads lists to their end, page after page, in the way that the operation defines.

use std::collections::HashSet;

use odc_runtime::{List, NextPage, Operation, PageInfo, Pages, Success, Tenant};
use serde_json::Value;

use super::call::Request;
use crate::catalog;
use crate::exit::Failure;

/// The progress of reading a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// The number of items that were read.
    pub items: usize,
    /// The total number, if the service states it.
    pub total: Option<u64>,
}

impl Request {
    /// The list in the response. `None` if it is not a list.
    #[must_use]
    pub fn list(&self) -> Option<List> {
        match self.operation.success() {
            Some(Success::List(list)) => Some(list),
            _ => None,
        }
    }

    /// Whether the list has pages.
    #[must_use]
    pub fn is_paged(&self) -> bool {
        self.list()
            .is_some_and(|list| !matches!(list.pages, Pages::Whole))
    }

    /// The items of a response, if it is a list.
    #[must_use]
    pub fn items<'a>(&self, response: &'a Value) -> Option<&'a Vec<Value>> {
        let list = self.list()?;
        list.items
            .map_or(Some(response), |items| member_at(response, items))?
            .as_array()
    }

    /// Reads all pages. `listener` is called after each of them.
    ///
    /// # Errors
    /// A call fails, the response is not a list, or the service names a page that was already read.
    pub async fn all(
        &self,
        tenant: &Tenant,
        mut listener: impl FnMut(Read),
    ) -> Result<Vec<Value>, Failure> {
        let mut request = self.clone();
        let (mut all, mut named) = (Vec::new(), HashSet::new());
        let mut next_page = NextPage::default();
        loop {
            let mut response = request.send(tenant).await?;
            let page = self.take_items(&mut response)?;
            let came = page.len();
            all.extend(page);
            listener(Read {
                items: all.len(),
                total: self.total(&response),
            });
            let Some(next) = request.after(&response, came, &mut next_page)? else {
                return Ok(all);
            };
            if !named.insert(next.clone()) {
                let operation = name(self.operation);
                return Err(Failure::failed(format_args!(
                    "{operation}: the service names the page {next} again, so the list cannot be read to its end; use a filter"
                )));
            }
            request = self.at_page(next);
        }
    }

    /// Whether the list has more pages than this response. An empty page before the end of a list counts as the last one.
    #[must_use]
    pub fn has_more(&self, response: &Value) -> bool {
        self.next_page(response).is_ok_and(|next| next.is_some())
    }

    /// The place of the page after this response, which is the first one. `None` after the last page.
    ///
    /// # Errors
    /// The page is empty, although the list has more items.
    pub fn next_page(&self, response: &Value) -> Result<Option<String>, Failure> {
        let came = self.items(response).map_or(0, Vec::len);
        self.after(response, came, &mut NextPage::default())
    }

    /// The place of the page after this response to the request, which has `count` items.
    fn after(
        &self,
        response: &Value,
        came: usize,
        next_page: &mut NextPage,
    ) -> Result<Option<String>, Failure> {
        let number = |place: Option<&str>| member_at(response, place?)?.as_i64();
        match self.list().map(|list| list.pages) {
            Some(Pages::Numbers {
                offset,
                in_body,
                next,
                total,
            }) => {
                let info = PageInfo {
                    next_page_offset: number(Some(next)),
                    total_results: number(total),
                    ..PageInfo::default()
                };
                let offset = self.offset(offset, in_body);
                let next = next_page.after(self.operation, offset, came, &info)?;
                Ok(next.map(|next| next.to_string()))
            }
            // With a text cursor, a page may be empty before the end.
            Some(Pages::Texts { next, .. }) => Ok(match member_at(response, next) {
                Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
                Some(Value::Number(number)) => Some(number.to_string()),
                _ => None,
            }),
            _ => Ok(None),
        }
    }

    /// The start of the page that the request asks for.
    fn offset(&self, name: &str, in_body: bool) -> i64 {
        let in_query = self.values.iter().rev().find(|(own, _)| own == name);
        let offset = if in_body {
            self.body.as_ref().and_then(|body| body.get(name)?.as_i64())
        } else {
            in_query.and_then(|(_, value)| value.parse().ok())
        };
        offset.unwrap_or(0)
    }

    /// The JSON pointer of the items in a response. `None` if it is not a list.
    #[must_use]
    pub fn items_pointer(&self) -> Option<String> {
        let list = self.list()?;
        Some(list.items.map(pointer).unwrap_or_default())
    }

    /// The number of all items, if the response states it.
    fn total(&self, response: &Value) -> Option<u64> {
        match self.list()?.pages {
            Pages::Numbers { total, .. } => member_at(response, total?)?.as_u64(),
            _ => None,
        }
    }

    /// The same call for another page, at the place that [`next_page`](Self::next_page) names.
    #[must_use]
    pub fn at_page(&self, next: String) -> Self {
        let mut request = self.clone();
        match self.list().map(|list| list.pages) {
            Some(Pages::Numbers {
                offset,
                in_body: true,
                ..
            }) => {
                request.set_in_body(
                    offset,
                    next.parse::<u64>().map_or(Value::String(next), Value::from),
                );
            }
            Some(Pages::Texts {
                offset,
                in_body: true,
                ..
            }) => request.set_in_body(offset, Value::String(next)),
            Some(Pages::Numbers { offset, .. } | Pages::Texts { offset, .. }) => {
                request.values.retain(|(name, _)| name != offset);
                request.values.push((offset.to_owned(), next));
            }
            _ => {}
        }
        request
    }

    fn set_in_body(&mut self, name: &str, value: Value) {
        let body = self
            .body
            .get_or_insert_with(|| Value::Object(serde_json::Map::new()));
        if let Some(body) = body.as_object_mut() {
            body.insert(name.to_owned(), value);
        }
    }

    /// The items of a response.
    ///
    /// # Errors
    /// The response is not a list.
    pub fn into_items(&self, mut response: Value) -> Result<Vec<Value>, Failure> {
        self.take_items(&mut response)
    }

    fn take_items(&self, response: &mut Value) -> Result<Vec<Value>, Failure> {
        let list = self.list();
        let place = list.and_then(|list| list.items);
        let items = match place {
            _ if list.is_none() => None,
            None => Some(&mut *response),
            Some(place) => response.pointer_mut(&pointer(place)),
        };
        match items.map(Value::take) {
            Some(Value::Array(items)) => Ok(items),
            // The service returns null for a list without items.
            Some(Value::Null) => Ok(Vec::new()),
            _ => Err(no_list(self.operation)),
        }
    }
}

fn no_list(operation: &'static Operation) -> Failure {
    Failure::failed(format_args!(
        "{}: the response has no list where the API document has one",
        name(operation)
    ))
}

/// The name of an operation on the command line.
fn name(operation: &'static Operation) -> String {
    catalog::name_of(operation).unwrap_or_else(|| operation.id().to_owned())
}

/// The JSON pointer of a place with dots.
fn pointer(place: &str) -> String {
    format!("/{}", place.replace('.', "/"))
}

fn member_at<'a>(value: &'a Value, place: &str) -> Option<&'a Value> {
    value.pointer(&pointer(place))
}

#[cfg(test)]
mod tests {
    use odc_dependency_management_v1::operations::SEARCH_PUBLIC_ELEMENTS;
    use odc_deployments_v1::operations::LIST_DEPLOYMENT_MESSAGES;
    use odc_identity_v1::operations::LIST_USERS;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_next_page_is_read_from_the_place_that_the_operation_defines() {
        let users = Request::new(&LIST_USERS).with("offset", 0);
        let page = json!({"results": [1], "page": {"nextPageOffset": 100, "totalResults": 101}});
        let next = |request: &Request, page| request.next_page(page).unwrap();
        assert_eq!(next(&users, &page).as_deref(), Some("100"));
        assert_eq!(users.total(&page), Some(101));
        assert_eq!(
            users.at_page("100".to_owned()).values,
            [("offset".to_owned(), "100".to_owned())]
        );

        let messages = Request::new(&LIST_DEPLOYMENT_MESSAGES);
        let page = json!({"results": [], "page": {"nextPageOffset": "abc"}});
        assert_eq!(next(&messages, &page).as_deref(), Some("abc"));

        let search = Request::new(&SEARCH_PUBLIC_ELEMENTS).with_body(json!({"a": 1}));
        assert_eq!(
            search.at_page("20".to_owned()).body,
            Some(json!({"a": 1, "offset": 20}))
        );
    }

    #[test]
    fn a_page_shows_whether_more_pages_follow() {
        let users = Request::new(&LIST_USERS);
        let page = |next: Value| json!({"results": [1], "page": {"nextPageOffset": next, "totalResults": 101}});
        let last = users.with("offset", 100);
        for next in [json!(null), json!(0), json!(200)] {
            assert!(!last.has_more(&page(next)));
        }
        let messages = Request::new(&LIST_DEPLOYMENT_MESSAGES);
        assert!(messages.has_more(&json!({"results": [1], "page": {"nextPageOffset": "7f"}})));
        assert!(!messages.has_more(&json!({"results": [1], "page": {"nextPageOffset": ""}})));
    }

    #[test]
    fn a_page_with_less_page_data_does_not_end_a_list() {
        let mut next_page = NextPage::default();
        let mut after = |offset: i64, page: Value, came: usize| {
            let request = Request::new(&LIST_USERS).with("offset", offset);
            request.after(&json!({"results": [], "page": page}), came, &mut next_page)
        };
        let page = json!({"nextPageOffset": 20, "totalResults": 90});
        assert_eq!(after(0, page, 20).unwrap().as_deref(), Some("20"));
        assert_eq!(after(20, json!(null), 20).unwrap().as_deref(), Some("40"));
        let page = json!({"nextPageOffset": 60, "totalResults": 5});
        assert_eq!(after(40, page.clone(), 20).unwrap().as_deref(), Some("60"));
        assert_eq!(after(60, page, 0).unwrap(), None);
        let page = json!({"nextPageOffset": 80, "totalResults": 90});
        assert!(after(60, page, 0).is_err());
        let page = json!({"nextPageOffset": null, "totalResults": 90});
        assert_eq!(after(60, page, 0).unwrap(), None);
    }

    #[test]
    fn only_a_list_or_null_counts_as_a_list() {
        let users = Request::new(&LIST_USERS);
        assert_eq!(
            users.take_items(&mut json!({"results": null})).unwrap(),
            Vec::<Value>::new()
        );
        assert!(users.take_items(&mut json!({"results": {}})).is_err());
        assert!(users.take_items(&mut json!([1])).is_err());
    }
}
