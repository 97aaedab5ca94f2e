//! What `explain` says of the three documents, and of forms.

use std::path::Path;

use super::*;
use crate::tree::Tree;
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

/// What a user sees who asks for these names, but the generated files.
fn transcript(api: &str, (document, overlay): (Source, Option<Source>), names: &[&str]) -> String {
    let explain = |name: &&str| {
        let job = Explaining {
            api: api.to_owned(),
            document: document.clone(),
            overlay: overlay.clone(),
            asked: (*name).to_owned(),
        };
        let said = match job.done() {
            Err(problem) => format!("error: {problem}\n"),
            Ok(Explained::Thing(explanation)) => print::text(&explanation, &[], None).to_string(),
            Ok(Explained::Several(all)) => {
                format!(
                    "{}error: {}\n",
                    print::candidates(&all),
                    several(api, name, &all)
                )
            }
            Ok(Explained::Nothing(nearest)) => format!("error: {}\n", unknown(api, name, &nearest)),
        };
        format!("$ cargo xtask explain {api} '{name}'\n{said}\n")
    };
    names.iter().map(explain).collect()
}

#[test]
fn the_documents_explain_themselves() {
    let workspace = Workspace::here().unwrap();
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
        let text = transcript(api, documents::sources(&workspace, api).unwrap(), names);
        insta::assert_snapshot!(api, text);
    }
}

#[test]
fn the_forms_explain_themselves() {
    let asked: [(&str, &[&str]); 11] = [
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
    let tree = Tree::empty();
    tree.write("openapi/thing-v1.json", "{}");
    let mut out = Vec::new();
    let mut out = Console::new(&mut out);
    let refused = of_workspace(&tree.workspace, "things-v1", "x", &mut out).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no document openapi/things-v1.json; use one of: thing-v1"
    );
    let refused = of_workspace(&tree.workspace, "thing-v1", "x", &mut out).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "nothing of thing-v1 is called `x`; `cargo xtask explain --help` shows what names look like"
    );
}

#[test]
fn the_rules_are_printed() {
    insta::assert_snapshot!("rules", print::rules().to_string());
}
