//! `cargo xtask explain`: shows the place of a thing in its document, the reason of its name, and its changes.

mod print;
#[cfg(test)]
mod tests;

use crate::console::Console;
use crate::documents;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use clap::Args;
use odc_codegen::Files;
use odc_codegen::contain;
use odc_codegen::document::{Problem, Result};
use odc_codegen::explain::{Candidate, ExplainJob, Explained, Explanation};

/// The arguments of `cargo xtask explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
NAME is the name of an operation, a schema, a field, a parameter or an enum value, in Rust or in the document:

  list_users  ListUsers  UserProfile_QueryUsers         an operation
  \"GET /users\"                                          an operation, by its method and path
  User  types::User  UserProfileApiResponse             a schema
  User::email  User.email  email                        a field; the name alone, if only one type has it
  list_users::limit  \"GET /users::limit\"                a parameter
  UserStatus::Active                                    a value
  /paths/~1users/get  '#/components/schemas/User'       a JSON pointer, also to a part of the thing

Prints the place in the document; the rule or overlay action that named the thing, and why better names were not
possible; what each overlay action and pass changed or removed; what the passes found; the Rust path and the
generated file. If a document is refused, the explanation covers the steps before the refusal. Writes
only its cache below `target/`.

Exit codes: 0 explained, 1 failure: an unknown name, or a name of several things, which are listed.

Examples: cargo xtask explain identity-v1 list_users
          cargo xtask explain identity-v1 User::email
          cargo xtask explain --rules")]
pub(crate) struct ExplainArgs {
    /// The document, such as identity-v1
    #[arg(value_name = "API", required_unless_present = "rules")]
    api: Option<String>,
    /// What to explain
    #[arg(value_name = "NAME", required_unless_present = "rules")]
    name: Option<String>,
    /// Print all naming rules: what matches, what it becomes, the reason, and an example
    #[arg(long, conflicts_with_all = ["api", "name"])]
    rules: bool,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Console<'_>) -> Result<Verdict> {
    match (&args.api, &args.name) {
        (Some(api), Some(name)) => explain_in_workspace(&Workspace::find()?, api, name, out),
        _ => out.print(&print::all_rules()).map(|()| Verdict::Good),
    }
}

/// # Errors
/// An unknown document, a text that is not a document, an unknown name, or a name of several things.
fn explain_in_workspace(
    workspace: &Workspace,
    api: &str,
    name: &str,
    out: &mut Console<'_>,
) -> Result<Verdict> {
    workspace.select_documents(&[api.to_owned()])?;
    let (document, overlay) = documents::read_document(workspace, api)?;
    let job = ExplainJob {
        api: api.to_owned(),
        document,
        overlay,
        asked: name.to_owned(),
    };
    let explanation = match contain::run_document_job(&job, &job.document.file)?? {
        Explained::Thing(explanation) => explanation,
        Explained::Several(candidates) => {
            out.print(&print::candidate_list(&candidates))?;
            return Err(ambiguous_name(api, name, &candidates));
        }
        Explained::Nothing(nearest) => return Err(unknown_name(api, name, &nearest)),
    };
    // After the passes, progenitor or the writing of the files can still refuse the document.
    let (files, refused) = match documents::generate_cached(workspace, api) {
        Ok(generated) => (generated.files, None),
        Err(problem) => (Files::new(), Some(problem.to_string())),
    };
    let folder = workspace.display_path(&workspace.generated_folder(api));
    let declared = files_that_declare(&explanation, &files);
    let declared: Vec<String> = declared.map(|file| format!("{folder}/{file}")).collect();
    out.print(&print::explanation_text(
        &explanation,
        &declared,
        refused.as_deref(),
    ))?;
    Ok(Verdict::Good)
}

/// The generated files that declare the thing, or the thing that it belongs to.
fn files_that_declare<'f>(
    explanation: &Explanation,
    files: &'f Files,
) -> impl Iterator<Item = &'f String> {
    let declared = explanation.declared.clone();
    let is_there = move |text: &String| declared.iter().any(|item| text.contains(item.as_str()));
    let files = files.iter().filter(|(name, _)| name.as_str() != "mock.rs");
    let files = files.filter(move |(_, text)| is_there(text));
    files.map(|(name, _)| name)
}

fn ambiguous_name(api: &str, name: &str, candidates: &[Candidate]) -> Problem {
    let what = format!(
        "{} things of {api} have the name `{name}`",
        candidates.len()
    );
    let exact = candidates.first().map_or("", |candidate| &candidate.exact);
    Problem::new(what).fix(format!("use a name of the list above, such as `{exact}`"))
}

fn unknown_name(api: &str, name: &str, nearest: &[String]) -> Problem {
    let what = format!("nothing in {api} has the name `{name}`");
    let fix = if nearest.is_empty() {
        "`cargo xtask explain --help` shows what names look like".to_owned()
    } else {
        format!("the most similar names are: {}", nearest.join(", "))
    };
    Problem::new(what).fix(fix)
}
