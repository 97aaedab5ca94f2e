//! Lists the places whose texts a person must write, read again or compare, with their lines and their Rust names.

use odc_http::text::one_line;

use super::prose::{Missing, Unread};
use super::review::Review;
use odc_codegen::diff::RustNames;
use odc_codegen::document::{Document, Printed};

/// How many characters of a text are shown.
const MAX_TEXT: usize = 400;

/// The lines of a document for a person who writes its texts.
pub(crate) struct Listing<'a> {
    document: &'a Document,
    names: RustNames<'a>,
}

impl<'a> Listing<'a> {
    /// The lines of a written document, with its overlay.
    pub(crate) fn new(document: &'a Document) -> Self {
        Self {
            document,
            names: RustNames::read(&document.root),
        }
    }

    /// `openapi/x-v1.json:12: /info/description`, and the Rust name.
    fn place(&self, pointer: &str) -> String {
        let (file, line) = (&self.document.file, self.document.line_of(pointer));
        match self.names.name_at(pointer) {
            Some(name) => format!("{file}:{line}: {pointer}: `{name}`"),
            None => format!("{file}:{line}: {pointer}"),
        }
    }

    /// All places that need a description. The published texts are shown to the reader, and never written to a file.
    pub(crate) fn missing(
        &self,
        places: &[Missing],
        proposal: impl Fn(&str) -> Option<String>,
    ) -> Printed {
        let mut report = Printed::default();
        for Missing { pointer, published } in places {
            report.line(format_args!("  describe  {}", self.place(pointer)));
            quote(&mut report, "published", published.as_deref());
            quote(&mut report, "proposal", proposal(pointer).as_deref());
        }
        report
    }

    /// All our texts that stay although the meaning of their places changed.
    pub(super) fn reviews(&self, reviews: &[Review]) -> Printed {
        let mut report = Printed::default();
        for Review { pointer, why, text } in reviews {
            report.line(format_args!("  review    {}: {why}", self.place(pointer)));
            quote(&mut report, "ours", Some(text));
        }
        report
    }

    /// All published texts that could not be read completely.
    pub(crate) fn unread(&self, unread: &[Unread]) -> Printed {
        let mut report = Printed::default();
        for Unread {
            pointer,
            what,
            published,
        } in unread
        {
            report.line(format_args!("  warning   {}: {what}", self.place(pointer)));
            quote(&mut report, "published", published.as_deref());
        }
        report
    }
}

fn quote(report: &mut Printed, whose: &str, text: Option<&str>) {
    if let Some(text) = text {
        report.line(format_args!(
            "            {whose}: {}",
            one_line(text, MAX_TEXT)
        ));
    }
}
