//! Checks the names of whole documents.

mod operations;
mod properties;
mod tables;

use serde_json::json;

use super::*;

fn refused(root: &Value) -> String {
    let document = Document::parse("x.json", &root.to_string()).unwrap();
    Names::assign(&document).unwrap_err().to_string()
}

#[test]
fn schemas_that_differ_only_in_noise_or_namespace_keep_it() {
    let names = |published: &[&str]| -> Vec<String> {
        let schemas = published.iter().map(|name| ((*name).to_owned(), json!({})));
        let schemas: serde_json::Map<String, Value> = schemas.collect();
        let names = Names::by_rule(&json!({"components": {"schemas": schemas}}));
        names.schemas.into_values().collect()
    };
    assert_eq!(
        names(&["UserResponse", "UserModel"]),
        ["UserResponse", "UserModel"]
    );
    assert_eq!(names(&["UserModel", "User"]), ["UserModel", "User"]);
    assert_eq!(
        names(&["Operation", "OperationType"]),
        ["OperationSchema", "OperationType"]
    );
    assert_eq!(
        names(&["A.V1.Kind", "A.V2.Kind", "A.V1.Thing"]),
        ["V1Kind", "V2Kind", "Thing"]
    );
}

#[test]
fn names_that_differ_only_in_punctuation_get_numbers_in_any_order_and_a_note() {
    let read = |published: [&str; 3], paths: [&str; 2]| {
        let schemas = published.map(|name| (name.to_owned(), json!({})));
        let schemas: serde_json::Map<String, Value> = schemas.into_iter().collect();
        let items = paths.map(|path| (path.to_owned(), json!({"get": {}})));
        let items: serde_json::Map<String, Value> = items.into_iter().collect();
        let root = json!({"paths": items, "components": {"schemas": schemas}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        let names = Names::assign(&document).unwrap();
        names.note(&mut document);
        (names, document.notes)
    };
    let (names, notes) = read(["Foo_Bar", "Foo-Bar", "FooBar1"], ["/a_b", "/a-b"]);
    assert_eq!(names.schemas["Foo-Bar"], "FooBar2");
    assert_eq!(names.schemas["Foo_Bar"], "FooBar3");
    assert_eq!(names.schemas["FooBar1"], "FooBar1");
    assert_eq!(names.operations["/paths/~1a-b/get"], "get_a_b_1");
    assert_eq!(names.operations["/paths/~1a_b/get"], "get_a_b_2");
    assert_eq!(notes.len(), 4);
    assert_eq!(
        notes[0].to_string(),
        "x.json:1: /components/schemas/Foo-Bar: its name and another differ only in punctuation, so its type is \
                called `FooBar2`; an `x-rust-name` in the overlay can give it a better name"
    );
    let (other, same) = read(["FooBar1", "Foo-Bar", "Foo_Bar"], ["/a-b", "/a_b"]);
    assert!(names.schemas.eq(&other.schemas) && names.operations.eq(&other.operations));
    assert_eq!(notes, same);
}

#[test]
fn a_method_that_is_not_named_after_its_id_is_noted() {
    let root = json!({"paths": {
        "/accounts": {"get": {}, "post": {"operationId": "Account_CreateAccount"}},
        "/issues": {"get": {"operationId": "issues/list"}, "put": {"x-rust-name": "replace_all"}},
    }});
    let mut document = Document::parse("x.json", &root.to_string()).unwrap();
    let names = Names::assign(&document).unwrap();
    names.note(&mut document);
    let notes: Vec<String> = document.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "x.json:1: /paths/~1accounts/get: it has no `operationId`: its method is called `get_accounts`, after its \
             method and path",
            "x.json:1: /paths/~1issues/get: its `operationId` \"issues/list\" gives no distinct name: its method is \
             called `get_issues`, after its method and path",
        ]
    );
}

#[test]
fn two_names_of_the_overlay_that_are_the_same_are_refused() {
    let schemas = json!({"components": {"schemas": {"A": {"x-rust-name": "User"}, "B": {"x-rust-name": "User"}}}});
    assert_eq!(
        refused(&schemas),
        "x.json:1: /components/schemas/B: would have the same Rust name `User` (types) as \
         /components/schemas/A; give one of them an `x-rust-name` in the overlay"
    );
    let get = json!({"get": {"x-rust-name": "get_it"}});
    assert_eq!(
        refused(&json!({"paths": {"/a": get, "/b": get}})),
        "x.json:1: /paths/~1b/get: would have the same Rust name `get_it` (methods) as /paths/~1a/get; \
         give one of them an `x-rust-name` in the overlay"
    );
}

#[test]
fn a_refused_name_is_reported_at_the_published_place_of_its_schema() {
    let place = "/components/schemas/C/properties/b";
    let schemas = json!({"components": {"schemas": {
        "A": {"x-rust-name": "User"}, "B": {"x-rust-name": "User"},
    }}});
    let mut document = Document::parse("x.json", &schemas.to_string()).unwrap();
    document.findings.record_origin("B", place.to_owned());
    let refused = Names::assign(&document).unwrap_err().to_string();
    assert!(refused.starts_with(&format!("x.json:1: {place}: would have")));
}

#[test]
fn a_type_name_that_typify_would_change_is_refused_with_the_right_name() {
    assert_eq!(
        refused(&json!({"components": {"schemas": {"A": {"x-rust-name": "IPAddress"}}}})),
        "x.json:1: /components/schemas/A: schema `A` cannot be the Rust type `IPAddress`; \
         write its `x-rust-name` as `IpAddress` in the overlay"
    );
}

#[test]
fn parameters_that_differ_only_in_place_or_case_have_the_place_in_their_names() {
    let named = |published: &[(&str, &str)]| {
        let published: Vec<Published<'_>> = published
            .iter()
            .map(|(name, place)| Published {
                name,
                place,
                given: None,
            })
            .collect();
        parameter_names(&published)
    };
    assert_eq!(
        named(&[("Key", "header"), ("key", "query"), ("key", "path")]),
        ["key_header", "key_query", "key"]
    );
    let (name, given) = ("key", Some("user"));
    let [path, query] = ["path", "query"].map(|place| Published {
        name,
        place,
        given: None,
    });
    assert_eq!(
        parameter_names(&[path, Published { given, ..query }]),
        ["key", "user"]
    );
    assert_eq!(
        named(&[("Limit", "query"), ("limit", "query")]),
        ["limit_query", "limit"]
    );
    assert_eq!(
        named(&[("x-y", "query"), ("x.y", "query"), ("x_y", "query")]),
        ["x_y_query", "x_y_query_2", "x_y"]
    );
    assert_eq!(
        named(&[("client", "query"), ("send", "path")]),
        ["client_query", "send_path"]
    );
}

#[test]
fn a_parameter_that_only_a_number_makes_distinct_is_noted() {
    let query = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    let parameters = json!([query("page-size"), query("PageSize"), query("pageSize")]);
    let get = json!({"operationId": "A_ListThings", "parameters": parameters, "responses": {}});
    let root = json!({"paths": {"/things": {"get": get}}});
    let mut document = Document::parse("x.json", &root.to_string()).unwrap();
    let names = Names::assign(&document).unwrap();
    names.note(&mut document);
    let notes: Vec<String> = document.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "x.json:1: /paths/~1things/get/parameters/2: the name `page_size_query` is taken, so the parameter is called \
             `page_size_query_2`; an `x-rust-name` in the overlay can give it a better name"
        ]
    );
}

#[test]
fn every_enum_value_becomes_an_identifier() {
    for (value, name) in [
        ("SAME_STAGE", "SameStage"),
        ("ES256", "Es256"),
        ("", "Empty"),
        ("3d", "Value3d"),
        ("self", "Self_"),
        ("*", "Asterisk"),
        (">=", "GreaterEqual"),
        ("+1", "Plus1"),
        ("-1", "Minus1"),
        ("2-1", "Value21"),
        ("_", "Underscore"),
        ("日本", "RiBen"),
        ("größe", "Groesse"),
        ("≥", "GreaterOrEqual"),
        ("→", "RightwardsArrow"),
        ("\u{7}", "U0007"),
    ] {
        assert_eq!(variants::variant(value), name, "{value}");
    }
}

#[test]
fn values_that_differ_only_in_case_or_symbols_get_distinct_variants() {
    let named = |values: &[&str]| {
        let values: Vec<(String, Option<String>)> = values
            .iter()
            .map(|value| ((*value).to_owned(), None))
            .collect();
        variant_names(&values)
    };
    assert_eq!(
        named(&["SAME_STAGE", "SameStage", "Unknown", ""]),
        ["SameUnderscoreStage", "SameStage", "Unknown2", "Empty"]
    );
    assert_eq!(named(&["C", "C#", "C++"]), ["C", "CHash", "CPlusPlus"]);
    assert_eq!(named(&["Self", "self"]), ["Self1", "Self2"]);
    assert_eq!(named(&["a", "A", "A2"]), ["A3", "A", "A2"]);
    assert_eq!(named(&["a b", "a-b"]), ["ASpaceB", "AMinusB"]);
    assert_eq!(
        named(&["≥", ">=", "≤", "<=", "≠", "!="]),
        [
            "GreaterOrEqual",
            "GreaterEqual",
            "LessOrEqual",
            "LessEqual",
            "Unequal",
            "NotEqual"
        ]
    );
}

#[test]
fn fields_that_differ_only_in_case_or_symbols_get_distinct_names() {
    let named = |names: &[&str]| {
        let fields: Vec<_> = names.iter().map(|name| (*name, None)).collect();
        field_names(&fields)
    };
    assert_eq!(named(&["url", "_url"]), ["url", "underscore_url"]);
    assert_eq!(named(&["type", "@type"]), ["type_", "at_type"]);
    assert_eq!(named(&["foo-bar", "foo_bar"]), ["foo_minus_bar", "foo_bar"]);
    assert_eq!(named(&["fooBar", "foo_bar"]), ["foo_bar_2", "foo_bar"]);
    assert_eq!(named(&["FooBar", "fooBar"]), ["foo_bar_1", "foo_bar_2"]);
    assert_eq!(named(&["build"]), ["build_"]);
    assert_eq!(
        field_names(&[("a", Some("b")), ("b", None), ("B", None)]),
        ["b", "b_3", "b_2"],
        "the overlay decides"
    );
}

#[test]
fn no_group_has_a_file_name_that_is_a_device_on_windows() {
    for (tag, file) in [
        ("con", "con_"),
        ("CON", "con_"),
        ("Aux", "aux_"),
        ("nul", "nul_"),
        ("prn", "prn_"),
        ("com1", "com1_"),
        ("COM9", "com9_"),
        ("lpt1", "lpt1_"),
        ("LPT9", "lpt9_"),
        ("conin$", "conin"),
        ("com\u{b9}", "com1_"),
        ("com10", "com10"),
        ("console", "console"),
    ] {
        assert_eq!(group_file_name(tag), file);
    }
}
