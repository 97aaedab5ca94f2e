//! Tests the output of `explain` for three documents and for forms.

use std::path::Path;

use super::*;
use crate::test_workspace::TestWorkspace;
use odc_codegen::Source;
use odc_codegen::contain::Job as _;
use odc_codegen::document::read_text;

/// A form in `tests/forms/`.
fn form(name: &str) -> (Source, Option<Source>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/forms/{name}.json"));
    let file = format!("openapi/{name}.json");
    let text = read_text(&path, &file).unwrap();
    (Source { file, text }, None)
}

/// The output for these names, without the generated files.
fn transcript(api: &str, (document, overlay): (Source, Option<Source>), names: &[&str]) -> String {
    let explain = |name: &&str| {
        let job = ExplainJob {
            api: api.to_owned(),
            document: document.clone(),
            overlay: overlay.clone(),
            asked: (*name).to_owned(),
        };
        let output = match job.run() {
            Err(problem) => format!("error: {problem}\n"),
            Ok(Explained::Thing(explanation)) => {
                print::explanation_text(&explanation, &[], None).to_string()
            }
            Ok(Explained::Several(all)) => {
                format!(
                    "{}error: {}\n",
                    print::candidate_list(&all),
                    ambiguous_name(api, name, &all)
                )
            }
            Ok(Explained::Nothing(nearest)) => {
                format!("error: {}\n", unknown_name(api, name, &nearest))
            }
        };
        format!("$ cargo xtask explain {api} '{name}'\n{output}\n")
    };
    names.iter().map(explain).collect()
}

#[test]
fn names_of_the_documents_are_explained() {
    let workspace = Workspace::find().unwrap();
    for (api, names) in [
        (
            "identity-v1",
            &[
                "list_users",
                "list_group_users",
                "GET /users::limit",
                "User",
                "User::email",
                "AssignedGroup",
                "key",
                "lst_users",
            ][..],
        ),
        ("portfolio-v1", &["list_assets", "AssetPage"]),
        (
            "portfolio-v2",
            &["list_assets", "#/components/schemas/AssetApiResponse"],
        ),
    ] {
        let text = transcript(
            api,
            documents::read_document(&workspace, api).unwrap(),
            names,
        );
        insta::assert_snapshot!(api, text);
    }
}

#[test]
fn names_of_the_forms_are_explained() {
    let asked: [(&str, &[&str]); 15] = [
        ("no-operation-ids", &["GET /healthz", "refresh_dependency"]),
        (
            "colliding-names",
            &["GET /b_c", "My.Foo_Bar", "ThingModel", "a"],
        ),
        (
            "inline-bodies-and-answers",
            &["list_dismissals::order", "ListDismissalsOrder"],
        ),
        (
            "keyword-names",
            &["Match::ref_", "get_thing::send", "get_thing::$filter"],
        ),
        (
            "colliding-enum-values",
            &["Stage::SameStage", "same stage", "Unknown"],
        ),
        ("media-types", &["update_thing", "Thing_ReadReport"]),
        ("all-of-several", &["Thing", "Thing::key"]),
        ("joined-lists", &["list_a::names"]),
        (
            "multipart-forms",
            &["create_image", "create_image::image", "POST /related"],
        ),
        ("forms-with-lists-and-objects", &["create_search"]),
        ("loose-formats", &["Host::serial", "Host::v4", "Host::wide"]),
        ("text-responses", &["get_hello", "get_report"]),
        ("dotnet-schema-names", &["AssetPage", "My.Api.V1.Kind"]),
        ("no-success-response", &["GET /a"]),
        ("refused-composition-cycle", &["A", "A_GetThing"]),
    ];
    for (name, names) in asked {
        insta::assert_snapshot!(name, transcript(name, form(name), names));
    }
}

#[test]
fn an_unknown_api_and_an_unknown_name_take_one_line_each() {
    let tree = TestWorkspace::empty();
    tree.write("openapi/thing-v1.json", "{}");
    let mut out = Vec::new();
    let mut out = Console::new(&mut out);
    let refused = explain_in_workspace(&tree.workspace, "things-v1", "x", &mut out).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no document openapi/things-v1.json; use one of: thing-v1"
    );
    let refused = explain_in_workspace(&tree.workspace, "thing-v1", "x", &mut out).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "nothing in thing-v1 has the name `x`; `cargo xtask explain --help` shows what names look like"
    );
}

#[test]
fn the_rules_are_printed() {
    insta::assert_snapshot!("rules", print::all_rules().to_string());
}
