//! How much of a list a command reads: one page with a hint, or all of it.

use clap::Args;
use serde_json::Value;

use crate::context::Context;
use crate::exit::Failure;
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

impl Amount {
    /// Whether all of the list is read.
    pub(super) const fn is_all(self) -> bool {
        self.all
    }

    /// Reads the first items of a list, or all of them. Says when there are more, with the noun of what is listed.
    ///
    /// # Errors
    /// A call fails.
    pub(super) async fn read(
        self,
        context: &Context<'_>,
        request: &Request,
        noun: &str,
    ) -> Result<Vec<Value>, Failure> {
        if self.all {
            let request = request.clone().with("limit", 100);
            return context.all(&request, noun).await;
        }
        let request = request.clone().with("limit", self.limit);
        let page = context.send(&request).await?;
        if request.has_more(&page) {
            let notes = &context.shell.notes;
            notes.say(format_args!(
                "there are more {noun}; --limit and --all list them"
            ));
        }
        request.into_items(page)
    }
}
