//! Columns of JSON values, and the text of a value in a cell.

use std::borrow::Cow;

use serde_json::Value;

/// A column of a table: its name, and the place of its values in a row as a JSON pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the head of the table, and for `--columns`.
    pub name: Cow<'static, str>,
    /// The place of the value in a row.
    pub place: Cow<'static, str>,
    /// The text before each value in tables for people.
    pub prefix: &'static str,
    /// Whether a narrow terminal can leave it out.
    pub is_minor: bool,
    /// The place of the value that tables for people show instead of a missing one. Empty if there is none.
    pub other: &'static str,
}

impl Column {
    /// A column with another name than the member.
    #[must_use]
    pub const fn new(name: &'static str, place: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            place: Cow::Borrowed(place),
            prefix: "",
            is_minor: false,
            other: "",
        }
    }

    /// The same column. When its value is missing, tables for people show the value of another place.
    #[must_use]
    pub const fn or(mut self, place: &'static str) -> Self {
        self.other = place;
        self
    }

    /// The same column. If the terminal is too narrow for all columns, it is left out first.
    #[must_use]
    pub const fn minor(mut self) -> Self {
        self.is_minor = true;
        self
    }

    /// The same column with another name, for example the name of a stage.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Cow::Owned(name.into());
        self
    }

    /// The same column with a prefix before each value, as in `r31`.
    #[must_use]
    pub const fn prefixed(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// A column for a member of a row, with the name of the member.
    #[must_use]
    pub fn member(name: &str) -> Self {
        let place = name
            .split('.')
            .map(|part| part.replace('~', "~0").replace('/', "~1"));
        let place = place.fold(String::new(), |place, part| place + "/" + &part);
        Self {
            name: Cow::Owned(name.to_owned()),
            place: Cow::Owned(place),
            prefix: "",
            is_minor: false,
            other: "",
        }
    }

    /// The value of this column in a row. A name with dots can be a member with this name, or a member of an inner
    /// object.
    #[must_use]
    pub fn value_in<'a>(&self, row: &'a Value) -> Option<&'a Value> {
        let direct = row.get(&*self.name).filter(|_| self.is_member());
        direct.or_else(|| row.pointer(&self.place))
    }

    /// The text of this column in a row in tables for people, without the prefix.
    #[must_use]
    pub fn shown_in<'a>(&self, row: &'a Value) -> Option<&'a Value> {
        let own = self.value_in(row);
        if self.other.is_empty() || own.is_some_and(|it| !it.is_null() && it != "") {
            return own;
        }
        row.pointer(self.other).or(own)
    }

    fn is_member(&self) -> bool {
        *self == Self::member(&self.name)
    }
}

/// A value as the text of a cell. It is empty for a missing value.
#[must_use]
pub fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) if list.iter().all(is_scalar) => {
            let items: Vec<_> = list.iter().map(|item| text(Some(item))).collect();
            items.join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// A number with its noun: `1 user`, `2 users`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// The largest number of columns for rows that no command describes. JSON and YAML have all members.
const MOST_COLUMNS: usize = 200;

/// The columns for rows that no command describes: members with a single value, in the order of their first
/// appearance.
#[must_use]
pub fn columns_of(rows: &[Value]) -> Vec<Column> {
    let mut names: Vec<&String> = Vec::new();
    for row in rows.iter().filter_map(Value::as_object) {
        let shown = row.iter().filter(|(_, value)| {
            is_scalar(value)
                || value
                    .as_array()
                    .is_some_and(|list| list.iter().all(is_scalar))
        });
        for (name, _) in shown {
            if names.len() < MOST_COLUMNS && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.into_iter().map(|name| Column::member(name)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_has_one_line_of_text_for_every_value() {
        for (value, cell) in [
            (json!(null), ""),
            (json!("a"), "a"),
            (json!(3), "3"),
            (json!(true), "true"),
            (json!([1, "b"]), "1, b"),
            (json!({"a": 1}), "{\"a\":1}"),
        ] {
            assert_eq!(text(Some(&value)), cell);
        }
        assert_eq!(text(None), "");
    }

    #[test]
    fn a_column_finds_inner_members_and_members_with_dots() {
        let row = json!({"a": {"b": 1}, "c.d": 2, "e/f": 3});
        for (name, value) in [("a.b", 1), ("c.d", 2), ("e/f", 3)] {
            assert_eq!(
                Column::member(name).value_in(&row),
                Some(&json!(value)),
                "{name}"
            );
        }
        assert_eq!(Column::member("a.x").value_in(&row), None);
    }

    #[test]
    fn the_value_of_another_place_replaces_a_missing_value() {
        let column = Column::new("user", "/name").or("/email");
        for (row, shown) in [
            (json!({"name": "Ana", "email": "a@x"}), "Ana"),
            (json!({"name": "", "email": "a@x"}), "a@x"),
            (json!({"name": null, "email": "a@x"}), "a@x"),
            (json!({"email": "a@x"}), "a@x"),
            (json!({"name": null}), ""),
        ] {
            assert_eq!(text(column.shown_in(&row)), shown, "{row}");
        }
    }

    #[test]
    fn unknown_rows_show_their_plain_members() {
        let rows = [
            json!({"a": 1, "b": {"c": 1}}),
            json!({"d": ["x"], "a": null}),
        ];
        let names: Vec<_> = columns_of(&rows)
            .into_iter()
            .map(|column| column.name)
            .collect();
        assert_eq!(names, ["a", "d"]);
    }
}
