//! Tests every published form that the generator knows. Each one is a short document in `tests/forms/`.
//!
//! A form is generated, or refused on one line with its place. `NAME.golden` holds the expected result. All generated forms
//! compile together in one crate. `UPDATE_GOLDEN=1 cargo test -p xtask` updates the golden files.

mod calls;
mod wire;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::output::Plan;
use crate::workspace::Workspace;
use odc_codegen::document::{Result, read_text};
use odc_codegen::{Generated, Source, generate_from};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn generated(name: &str) -> Result<Generated> {
    let file = format!("openapi/{name}.json");
    let text = read_text(&folder().join(format!("{name}.json")), &file)?;
    generate_from(name, &Source { file, text }, None, &mut |_, _, _| {})
}

/// The names of all forms, sorted.
fn forms() -> Vec<String> {
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The result of a form for its golden file: notes, types and calls, without the headers of the files.
fn golden_text(form: &Result<Generated>) -> String {
    match form {
        Err(problem) => format!("refused: {problem}\n"),
        Ok(Generated { files, notes }) => {
            let notes = notes
                .iter()
                .fold(String::new(), |text, note| format!("{text}note: {note}\n"));
            let kept = |name: &str| {
                ["enums.rs", "types.rs", "waiting.rs"].contains(&name)
                    || name.starts_with("builder/")
            };
            let files = files.iter().filter(|(name, _)| kept(name));
            files.fold(notes, |text, (name, file)| {
                format!("{text}// {name}\n{}\n", without_header(file))
            })
        }
    }
}

fn without_header(file: &str) -> &str {
    file.split_once("\n\n").map_or(file, |(_, rest)| rest)
}

/// A test for each form, with the name of its document.
macro_rules! forms {
    ($($form:ident),* $(,)?) => {
        $(#[test] fn $form() { assert_as_in_golden_file(&named(stringify!($form))); })*

        const TESTED: &[&str] = &[$(stringify!($form)),*];
    };
}

forms! {
    additional_properties,
    all_of_of_two_patterns,
    all_of_one_with_siblings,
    all_of_several,
    all_of_that_contradicts_itself,
    all_of_that_narrows_an_enum,
    all_of_what_cannot_be,
    all_of_with_a_one_of_inside,
    all_of_with_properties,
    answer_and_default_error,
    answer_or_no_content,
    answers_of_two_types,
    any_of_that_orders_by_width,
    argument_order,
    bare_operation_ids,
    body_fields_called_like_parameters,
    colliding_enum_values,
    colliding_fields,
    colliding_names,
    colliding_parameters,
    constraints,
    crlf_and_byte_order_mark,
    cycle_by_required_fields,
    date_time_defaults,
    date_time_with_default,
    default_and_range_responses,
    descriptions_in_other_markdown,
    discriminator,
    discriminator_of_equal_shapes,
    dotnet_schema_names,
    duplicate_enum_values,
    duplicate_operation_ids,
    empty_successes,
    enum_array_in_query,
    enum_without_values,
    enums_in_paths,
    exclusive_minimum_alone,
    fields_called_like_methods_of_option,
    fields_that_differ_in_an_underscore,
    formats,
    forms_with_lists_and_objects,
    free_form,
    header_and_cookie_parameters,
    header_lists_and_odd_tags,
    header_parameters_that_are_no_text,
    inheritance,
    inheritance_written_out,
    inline_bodies_and_answers,
    inline_name_collision,
    inline_unions,
    integer_enums,
    integer_enums_with_names,
    joined_lists,
    keyword_names,
    length_in_code_points,
    list_without_envelope,
    long_operations,
    loose_formats,
    media_type_with_encoding,
    media_types,
    members_that_nobody_reads,
    missing_operation_id,
    multipart_forms,
    multipart_related,
    multipart_upload,
    names_of_rust,
    names_of_the_client,
    names_that_are_made,
    names_that_are_not_ascii,
    no_operation_ids,
    no_server,
    no_success_response,
    not_of_every_kind,
    nullable_answers_and_elements,
    nullable_components,
    nullable_everywhere,
    nullable_parameters,
    number_and_untyped_enums,
    odd_enum_values,
    one_of_and_any_of,
    one_of_of_arrays,
    openapi_3_0_0,
    openapi_3_0_4,
    operation_ids_that_are_missing,
    operation_ids_with_a_slash,
    optional_bodies,
    optional_request_body,
    order_fields_1,
    order_fields_2,
    page_inherited,
    page_parts,
    paged_list,
    paged_lists_of_other_kinds,
    paged_lists_of_other_spelling,
    parameter_content,
    parameter_styles_in_paths,
    parameters_called_like_locals,
    parameters_called_like_the_builders_own,
    pascal_case_parameters,
    patch_bodies,
    path_item_cookie,
    path_item_parameters,
    path_parameter_not_required,
    path_parameter_that_the_path_lacks,
    path_parameters_that_do_not_fit,
    permission_named_again,
    property_called_properties,
    property_level_required,
    query_arrays_exploded_or_not,
    query_deep_object,
    query_object,
    query_objects,
    read_only_and_write_only,
    recursive,
    references_to_components,
    refused_composition_cycle,
    refused_duplicate_key,
    refused_items_array,
    refused_latin_1,
    refused_lost_reference,
    refused_malformed,
    refused_method_in_capitals,
    refused_no_json,
    refused_no_operations,
    refused_nothing_to_generate,
    refused_null_path,
    refused_openapi_3_1,
    refused_operation_id,
    refused_parameter_place,
    refused_parameter_without_name,
    refused_path_braces,
    refused_path_reference,
    refused_path_slot_twice,
    refused_path_without_slash,
    refused_property_array,
    refused_reference_to_another_file,
    refused_required_text,
    refused_response_cycle,
    refused_responses_missing,
    refused_server_variable,
    refused_status,
    refused_swagger_2,
    refused_tags,
    refused_type_list,
    refused_utf_16,
    refused_yaml,
    request_bytes_text_form,
    request_json_bytes_multipart,
    request_json_twice,
    required_and_nullable,
    required_query,
    schemas_called_like_rust_types,
    schemas_of_odd_kinds,
    server_below_the_host,
    server_variable_in_the_path,
    server_variables,
    several_error_schemas,
    several_success_codes,
    signs_as_enum_values,
    string_cursor,
    success_without_schema,
    text_answer,
    text_error,
    text_responses,
    two_json_media_types_of_an_answer,
    types_called_like_calls,
    union_with_shared_properties,
    unions_by_a_constant,
    untagged_unions,
    untyped_enum_with_null,
    untyped_schema_with_members,
    wrapped_bodies,
}

fn named(test: &str) -> String {
    test.replace('_', "-")
}

/// Generates a form and compares the result with its golden file. A form whose name begins with `refused-` must be
/// refused. The refusal is one line with the place and the fix.
fn assert_as_in_golden_file(name: &str) {
    let form = generated(name);
    assert_eq!(
        form.is_err(),
        name.starts_with("refused-"),
        "{:?}",
        form.err()
    );
    if let Err(problem) = &form {
        let text = problem.to_string();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.starts_with(&format!("openapi/{name}.json:")), "{text}");
        assert!(text.contains("; "), "says what to do: {text}");
    }
    let shown = golden_text(&form);
    let golden = folder().join(format!("{name}.golden"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &shown).unwrap();
    }
    let output = fs::read_to_string(&golden).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(&output, &shown);
    assert!(
        output == shown,
        "{}",
        diff.unified_diff().header("golden", "now")
    );
}

#[test]
fn every_form_has_a_test_of_its_name_and_a_row_in_the_table() {
    let mut tested: Vec<String> = TESTED.iter().map(|test| named(test)).collect();
    tested.sort();
    assert_eq!(tested, forms());
    let table = fs::read_to_string(folder().join("README.md")).unwrap();
    let cells = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").nth(1));
    let mut listed: Vec<&str> = cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, forms());
}

#[test]
fn every_form_that_is_generated_compiles_with_the_others_in_one_crate() {
    cargo("forms", modules(forms()), &["check", "--all-features"]);
}

/// The files of a crate with a module for each of these forms, except those that are refused.
fn modules(forms: impl IntoIterator<Item = String>) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut modules = "#![allow(unused_imports)]\n".to_owned();
    for name in forms {
        let module = format!("form_{}", name.replace('-', "_"));
        let Ok(Generated { files: form, .. }) = generated(&name) else {
            continue;
        };
        modules = format!("{modules}pub mod {module};\n");
        for (path, text) in form {
            let text = text.replace("crate::generated", &format!("crate::{module}"));
            let text = text.replace("crate::Client", &format!("crate::{module}::client::Client"));
            files.insert(format!("src/{module}/{path}"), text);
        }
    }
    files.insert("src/lib.rs".into(), modules);
    files
}

/// Writes a crate below `target/` and runs cargo in it. It must succeed without a warning.
fn cargo(name: &str, files: BTreeMap<String, String>, arguments: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let krate = root.join("target").join(name);
    let mut plan = Plan::new(&Workspace::find().unwrap());
    for (path, text) in files {
        plan.add_file(krate.join(path), text).unwrap();
    }
    plan.add_file(krate.join("Cargo.toml"), manifest(name, root))
        .unwrap();
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    plan.add_file(krate.join("Cargo.lock"), lock).unwrap();
    plan.commit().unwrap();
    let ended = std::process::Command::new(env!("CARGO"))
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", root.join("target/forms-target"))
        .args(arguments)
        .args(["--quiet", "--offline"])
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&ended.stderr);
    assert!(
        ended.status.success() && !output.contains("warning"),
        "{}{output}",
        String::from_utf8_lossy(&ended.stdout)
    );
}

fn manifest(name: &str, root: &Path) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [features]\nmock = [\"dep:httpmock\"]\nschemars = [\"dep:schemars\", \"odc-runtime/schemars\"]\n\n\
         [dependencies]\nodc-runtime = {{ path = {:?}, default-features = false }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"clock\", \"serde\", \"std\"] }}\n\
         httpmock = {{ version = \"0.9\", default-features = false, optional = true }}\n\
         schemars = {{ version = \"1\", default-features = false, features = [\"derive\", \"std\", \"uuid1\", \"chrono04\"], optional = true }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nuuid = {{ version = \"1\", features = [\"serde\"] }}\n\n\
         [dev-dependencies]\nfutures-util = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n\
         httpmock = {{ version = \"0.9\", default-features = false }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt-multi-thread\"] }}\n",
        root.join("crates/odc-runtime")
    )
}
