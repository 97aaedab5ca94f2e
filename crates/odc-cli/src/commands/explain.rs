//! `odctl explain`: the meaning of an error code of the service, and what to do about it.

mod codes;

use clap::Args;
use serde_json::{Value, json};

use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::shell::Shell;

const COLUMNS: [Column; 4] = [
    Column::new("code", "/code"),
    Column::new("area", "/area"),
    Column::new("meaning", "/meaning"),
    Column::new("do", "/advice"),
];

/// Explain an error code of the service
#[derive(Debug, Args)]
#[command(after_help = help::after(&["odctl explain OS-APPS-40021", "odctl explain --list"], &[]))]
pub struct Explain {
    /// Code, as an error or a message shows it
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List all codes that odctl knows
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

impl Explain {
    pub(crate) fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        let rows: Vec<_> = codes::CODES.iter().map(row).collect();
        let Some(code) = self.code else {
            shell.out.list(&COLUMNS, &rows)?;
            return Ok(Exit::Done);
        };
        let found = rows.iter().find(|row| {
            row["code"]
                .as_str()
                .is_some_and(|it| it.eq_ignore_ascii_case(&code))
        });
        let found = found.ok_or_else(|| unknown(&code))?;
        shell.out.record(&COLUMNS, found)?;
        Ok(Exit::Done)
    }
}

fn row(known: &codes::Known) -> Value {
    json!({
        "code": known.code,
        "area": codes::area(known.code),
        "meaning": known.meaning,
        "advice": known.advice,
    })
}

/// The area of a code that is not in the table. For most codes, also the HTTP status that it came with.
fn unknown(code: &str) -> Failure {
    let area = codes::area(code).map(|area| format!("; it is about {area}"));
    let status = codes::status(code);
    let status = status.map(|status| format!("; its number begins with the HTTP status {status}"));
    let hints = [area, status].map(Option::unwrap_or_default).concat();
    Failure::not_found(format_args!(
        "odctl does not know the code \"{code}\"{hints}; the text beside the code says more, and support asks for the trace id"
    ))
}
