//! How much of a list a command reads: one page with a hint, or all of it.

use clap::Args;
use serde_json::Value;

use crate::context::Context;
use crate::exit::Failure;
use crate::output::Column;
use crate::request::Request;

/// How much of a list is read.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Amount {
    /// How many to list
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100), conflicts_with = "all")]
    limit: u32,
    /// List all of them: a request for each 100
    #[arg(long)]
    all: bool,
}

/// The items that were read of a list.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) rows: Vec<Value>,
    /// The message when there are more.
    hint: Option<String>,
}

impl Part {
    /// Writes the rows, and a message below them when there are more.
    ///
    /// # Errors
    /// `--columns` names an unknown column, or stdout cannot be written to.
    pub(super) fn write(&self, context: &Context<'_>, columns: &[Column]) -> Result<(), Failure> {
        context.shell.out.list(columns, &self.rows)?;
        if let Some(hint) = &self.hint {
            context.shell.notes.say(hint);
        }
        Ok(())
    }
}

impl Amount {
    /// Whether all of the list is read.
    pub(super) const fn is_all(self) -> bool {
        self.all
    }

    /// Reads the first items of a list, or all of them. The noun is the word for the listed things.
    ///
    /// # Errors
    /// A call fails.
    pub(super) async fn read(
        self,
        context: &Context<'_>,
        request: &Request,
        noun: &str,
    ) -> Result<Part, Failure> {
        if self.all {
            let request = request.clone().with("limit", 100);
            let rows = context.all(&request, noun).await?;
            return Ok(Part { rows, hint: None });
        }
        let request = request.clone().with("limit", self.limit);
        let page = context.send(&request).await?;
        let hint = request
            .has_more(&page)
            .then(|| format!("there are more {noun}; --limit and --all list them"));
        let rows = request.into_items(page)?;
        Ok(Part { rows, hint })
    }
}
