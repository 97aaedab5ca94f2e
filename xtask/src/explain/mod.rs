//! `cargo xtask explain`: where a thing of an API stands in its document, why it is called so, and what became of it.

mod print;
#[cfg(test)]
mod tests;

use crate::console::Console;
use crate::documents;
use crate::outcome::Outcome;
use crate::workspace::Workspace;
use clap::Args;
use odc_codegen::Files;
use odc_codegen::contain;
use odc_codegen::document::{Problem, Result};
use odc_codegen::explain::{Candidate, Explained, Explaining, Explanation};

/// The arguments of `cargo xtask explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
NAME is what Rust or the document calls an operation, a schema, a field, a parameter or a value of an enum:

  list_users  ListUsers  User_GetUsers  \"GET /users\"   an operation
  User  types::User  UserProfileApiResponse             a schema
  User::email  User.email  email                        a field; its name alone, when one type has it
  list_users::limit  \"GET /users::limit\"                a parameter
  UserStatus::Active                                    a value
  /paths/~1users/get  '#/components/schemas/User'       a JSON pointer, of something inside too

Says where it stands in the document; which rule or overlay action named it, and which better names other things
want; what each overlay action and pass changed, from what to what; what was dropped; what was found out about it;
its Rust path and the generated file. A document that is refused is explained up to there. Writes nothing.

Exit codes: 0 explained, 1 failure: an unknown name, or one of several things, which are listed.

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
    /// Print all naming rules: what matches, what it becomes, why, an example
    #[arg(long, conflicts_with_all = ["api", "name"])]
    rules: bool,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Console<'_>) -> Result<Outcome> {
    match (&args.api, &args.name) {
        (Some(api), Some(name)) => of_workspace(&Workspace::here()?, api, name, out),
        _ => out.say(&print::rules()).map(|()| Outcome::Fresh),
    }
}

/// # Errors
/// An unknown document, a text that is none, an unknown name, or one of several things.
fn of_workspace(
    workspace: &Workspace,
    api: &str,
    name: &str,
    out: &mut Console<'_>,
) -> Result<Outcome> {
    workspace.select(&[api.to_owned()])?;
    let (document, overlay) = documents::sources(workspace, api)?;
    let job = Explaining {
        api: api.to_owned(),
        document,
        overlay,
        asked: name.to_owned(),
    };
    let explanation = match contain::whole(&job, &job.document.file)?? {
        Explained::Thing(explanation) => explanation,
        Explained::Several(candidates) => {
            out.say(&print::candidates(&candidates))?;
            return Err(several(api, name, &candidates));
        }
        Explained::Nothing(nearest) => return Err(unknown(api, name, &nearest)),
    };
    // What refuses a document later than the passes is progenitor's, or a file's.
    let (files, refused) = match documents::generated(workspace, api) {
        Ok(generated) => (generated.files, None),
        Err(problem) => (Files::new(), Some(problem.to_string())),
    };
    let folder = workspace.shown(&workspace.generated(api));
    let declared = declaring(&explanation, &files);
    let declared: Vec<String> = declared.map(|file| format!("{folder}/{file}")).collect();
    out.say(&print::text(&explanation, &declared, refused.as_deref()))?;
    Ok(Outcome::Fresh)
}

/// The generated files that declare the thing, or what it is part of.
fn declaring<'f>(explanation: &Explanation, files: &'f Files) -> impl Iterator<Item = &'f String> {
    let declared = explanation.declared.clone();
    let is_there = move |text: &String| declared.iter().any(|item| text.contains(item.as_str()));
    let files = files.iter().filter(|(name, _)| name.as_str() != "mock.rs");
    let files = files.filter(move |(_, text)| is_there(text));
    files.map(|(name, _)| name)
}

fn several(api: &str, name: &str, candidates: &[Candidate]) -> Problem {
    let what = format!("{} things of {api} are called `{name}`", candidates.len());
    let exact = candidates.first().map_or("", |candidate| &candidate.exact);
    Problem::new(what).fix(format!(
        "ask for one as it is listed above, such as `{exact}`"
    ))
}

fn unknown(api: &str, name: &str, nearest: &[String]) -> Problem {
    let what = format!("nothing of {api} is called `{name}`");
    let fix = if nearest.is_empty() {
        "`cargo xtask explain --help` shows what names look like".to_owned()
    } else {
        format!("nearest are: {}", nearest.join(", "))
    };
    Problem::new(what).fix(fix)
}
