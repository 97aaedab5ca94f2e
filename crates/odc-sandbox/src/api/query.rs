//! Query strings: single values, lists in both published spellings, paging and sorting.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::form_urlencoded;
use uuid::Uuid;

use crate::api::json::JsonResult;
use crate::clock;
use crate::problem::Problem;
use crate::wire_name::WireName;

/// The parameters of one call. An empty value counts as absent, an unknown name is ignored.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    /// Whether the last page contains the offset after it.
    offset_past_end: bool,
}

impl Query {
    pub(crate) fn parse(raw: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(raw.unwrap_or_default().as_bytes());
        Self {
            pairs: pairs
                .filter(|(_, value)| !value.is_empty())
                .map(owned)
                .collect(),
            offset_past_end: false,
        }
    }

    /// Sets whether the last page contains the offset after it instead of null.
    pub(crate) fn offset_past_end(mut self, offset_past_end: bool) -> Self {
        self.offset_past_end = offset_past_end;
        self
    }

    /// A value that may be given only once.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.values(name);
        let first = values.next();
        if values.next().is_some() {
            return Err(Problem::bad_request(format!(
                "{name} is given more than once"
            )));
        }
        Ok(first)
    }

    /// Text to search for, in lower case.
    pub(crate) fn search_text(&self, name: &str) -> Result<Option<String>, Problem> {
        Ok(self.text(name)?.map(str::to_lowercase))
    }

    pub(crate) fn key(&self, name: &str) -> Result<Option<Uuid>, Problem> {
        self.text(name)?.map(|text| key(name, text)).transpose()
    }

    /// A flag. The default is false, which means no filter.
    pub(crate) fn bool_or_false(&self, name: &str) -> Result<bool, Problem> {
        Ok(self.optional_bool(name)?.unwrap_or(false))
    }

    /// A flag that filters for true or for false.
    pub(crate) fn optional_bool(&self, name: &str) -> Result<Option<bool>, Problem> {
        match self.text(name)? {
            None => Ok(None),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => Err(Problem::bad_request(format!(
                "{name} must be true or false"
            ))),
        }
    }

    pub(crate) fn time(&self, name: &str) -> Result<Option<DateTime<Utc>>, Problem> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| {
            Problem::bad_request(format!(
                "{name} must be an RFC 3339 date-time with an offset, such as 2026-08-01T00:00:00Z \
                 (a + in it has to be encoded as %2B)"
            ))
        })?;
        let time = time.to_utc();
        if clock::is_within_bounds(time) {
            Ok(Some(time))
        } else {
            let detail = format!("{name} must be within the years 1970 to 9999");
            Err(Problem::bad_request(detail))
        }
    }

    pub(crate) fn one_of<T: WireName>(&self, name: &str) -> Result<Option<T>, Problem> {
        self.text(name)?.map(|text| named(name, text)).transpose()
    }

    /// A list: repeated keys, comma-separated values, or both.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        let parts = self.values(name).flat_map(|value| value.split(','));
        parts
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    }

    pub(crate) fn keys(&self, name: &str) -> Result<Vec<Uuid>, Problem> {
        self.list(name)
            .into_iter()
            .map(|text| key(name, text))
            .collect()
    }

    pub(crate) fn many_of<T: WireName>(&self, name: &str) -> Result<Vec<T>, Problem> {
        self.list(name)
            .into_iter()
            .map(|text| named(name, text))
            .collect()
    }

    /// The filter for one key or the filter for several keys; a call cannot use both.
    pub(crate) fn one_or_many(&self, one: &str, many: &str) -> Result<Vec<Uuid>, Problem> {
        let single = self.key(one)?;
        let several = self.keys(many)?;
        match single {
            Some(_) if !several.is_empty() => Err(Problem::bad_request(format!(
                "{one} and {many} exclude each other"
            ))
            .with_number(2)),
            Some(single) => Ok(vec![single]),
            None => Ok(several),
        }
    }

    pub(crate) fn page(&self) -> Result<Page, Problem> {
        self.page_up_to(100)
    }

    /// The page that the call requests. `most` is the largest `limit`. Without a `limit`, a page has 100 items.
    pub(crate) fn page_up_to(&self, most: usize) -> Result<Page, Problem> {
        let (limit, offset) = (self.number("limit")?, self.number("offset")?);
        Page::read(limit, offset, most, self.offset_past_end)
    }

    /// The field to sort by, one of `fields`; upper and lower case are the same. The default is the first of `fields`.
    pub(crate) fn sort(&self, fields: &[&'static str]) -> Result<Sort, Problem> {
        let text = self.text("sort")?.unwrap_or_default();
        if text.is_empty() {
            return Ok(Sort {
                field: fields.first().copied().unwrap_or_default(),
                descending: false,
            });
        }
        Sort::parse(text, fields)
    }

    /// The fields to sort by, and whether each is in descending order. Upper and lower case are the same. The first
    /// field is the most important one.
    pub(crate) fn sorts(&self, fields: &[&'static str]) -> Result<Vec<Sort>, Problem> {
        let terms = self.list("sort").into_iter();
        terms.map(|term| Sort::parse(term, fields)).collect()
    }

    pub(crate) fn number(&self, name: &str) -> Result<Option<i32>, Problem> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let number = text.parse();
        number
            .map(Some)
            .map_err(|_| Problem::bad_request(format!("{name} must be a whole number")))
    }

    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

fn owned(
    (name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>),
) -> (String, String) {
    (name.into_owned(), value.into_owned())
}

pub(crate) fn key(name: &str, text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| Problem::bad_request(format!("{name} must be a UUID")))
}

pub(crate) fn named<T: WireName>(name: &str, text: &str) -> Result<T, Problem> {
    T::from_name(text).ok_or_else(|| {
        let all: Vec<_> = T::ALL.iter().map(|value| value.name()).collect();
        Problem::bad_request(format!("{name} must be one of {}", all.join(", ")))
    })
}

/// The order that a call requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sort {
    pub(crate) field: &'static str,
    pub(crate) descending: bool,
}

impl Sort {
    fn parse(text: &str, fields: &[&'static str]) -> Result<Self, Problem> {
        let (descending, wanted) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let field = fields
            .iter()
            .copied()
            .find(|field| field.eq_ignore_ascii_case(wanted));
        let field = field.ok_or_else(|| {
            Problem::bad_request(format!(
                "sort must be one of {}, with a leading - for descending",
                fields.join(", ")
            ))
        })?;
        Ok(Self { field, descending })
    }

    /// Sorts by the keys that `key` returns for the field. Items with equal keys keep their order.
    pub(crate) fn apply<T, K: Ord>(self, items: &mut [T], key: impl Fn(&'static str, &T) -> K) {
        items.sort_by_cached_key(|item| key(self.field, item));
        if self.descending {
            items.reverse();
        }
    }
}

/// The documents use 32 bits for offsets.
const MOST_OFFSET: usize = i32::MAX as usize;

/// A page of a list: where it starts, and how many items it has at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    limit: usize,
    offset: usize,
    offset_past_end: bool,
}

impl Page {
    fn read(
        limit: Option<i32>,
        offset: Option<i32>,
        most: usize,
        offset_past_end: bool,
    ) -> Result<Self, Problem> {
        let limit = usize::try_from(limit.unwrap_or(100)).ok();
        let limit = limit.filter(|limit| (1..=most).contains(limit));
        let offset = usize::try_from(offset.unwrap_or(0));
        Ok(Self {
            limit: limit
                .ok_or_else(|| Problem::bad_request(format!("limit must be 1 to {most}")))?,
            offset: offset.map_err(|_| Problem::bad_request("offset must be 0 or greater"))?,
            offset_past_end,
        })
    }

    /// A page that a body asks for.
    pub(crate) fn of_body(
        limit: Option<i32>,
        offset: Option<i32>,
        query: &Query,
    ) -> Result<Self, Problem> {
        Self::read(limit, offset, 100, query.offset_past_end)
    }

    /// The items of a list that are on the page.
    pub(crate) fn items_of<T>(self, items: &[T]) -> &[T] {
        let start = self.offset.min(items.len());
        let end = start.saturating_add(self.limit).min(items.len());
        items.get(start..end).unwrap_or_default()
    }

    /// The JSON of the page, with the JSON that `write` returns for each item.
    pub(crate) fn write<T>(
        self,
        items: &[T],
        response: impl FnMut(&T) -> JsonResult,
    ) -> JsonResult {
        let results: Vec<_> = self
            .items_of(items)
            .iter()
            .map(response)
            .collect::<Result<_, _>>()?;
        Ok(self.envelope(&results, items.len()))
    }

    /// The same, without the numbers of all items and pages.
    pub(crate) fn write_without_totals<T>(
        self,
        items: &[T],
        response: impl FnMut(&T) -> JsonResult,
    ) -> JsonResult {
        let mut page = self.write(items, response)?;
        if let Some(page) = page["page"].as_object_mut() {
            page.remove("totalResults");
            page.remove("totalPages");
        }
        Ok(page)
    }

    fn envelope(self, results: &[Value], total: usize) -> Value {
        let count = results.len();
        let next = self.offset.saturating_add(count);
        let next = if self.offset_past_end {
            Some(self.offset.saturating_add(self.limit).min(MOST_OFFSET))
        } else {
            (count > 0 && next < total).then_some(next)
        };
        json!({
            "results": results,
            "page": {
                "count": count,
                "limit": self.limit,
                "offset": self.offset,
                "totalResults": total,
                "nextPageOffset": next,
                "totalPages": total.div_ceil(self.limit),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_repeat_its_key_or_join_with_commas() {
        let query = Query::parse(Some("d=a&d=b,c&d=&x=1"));
        assert_eq!(query.list("d"), ["a", "b", "c"]);
    }

    #[test]
    fn limits_outside_1_to_100_and_negative_offsets_are_refused() {
        for raw in [
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=ten",
            "offset=-1",
            "offset=9999999999",
        ] {
            assert!(Query::parse(Some(raw)).page().is_err(), "{raw}");
        }
    }

    #[test]
    fn a_window_past_the_end_is_empty_and_has_no_next() {
        let page = Query::parse(Some("offset=7&limit=2"))
            .page()
            .expect("a good page");
        let response = page.write(&[1, 2, 3], |n| Ok(json!(n))).expect("a page");
        assert_eq!(response["results"], json!([]));
        assert_eq!(response["page"]["nextPageOffset"], Value::Null);
        assert_eq!(response["page"]["totalPages"], 2);
    }

    #[test]
    fn the_last_page_names_the_offset_after_it_if_set() {
        let next = |raw| {
            let query = Query::parse(Some(raw)).offset_past_end(true);
            let page = query.page().expect("a good page");
            let response = page.write(&[1, 2, 3], |n| Ok(json!(n))).expect("a page");
            response["page"]["nextPageOffset"].clone()
        };
        assert_eq!(next("limit=2"), 2);
        assert_eq!(next("limit=2&offset=2"), 4);
        assert_eq!(next("limit=2&offset=7"), 9);
        assert_eq!(next("limit=2&offset=2147483647"), i32::MAX);
    }

    #[test]
    fn sort_fields_are_taken_in_any_case_and_others_refused() {
        let sort = Query::parse(Some("sort=-ASSETKEY"))
            .sort(&["name", "assetKey"])
            .expect("known");
        assert_eq!((sort.field, sort.descending), ("assetKey", true));
        assert!(Query::parse(Some("sort=-")).sort(&["name"]).is_err());
        assert!(Query::parse(Some("sort=age")).sort(&["name"]).is_err());
    }
}
