//! The content of a successful response of an operation, as data.

/// The content of a successful response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Success {
    /// Nothing.
    Nothing,
    /// JSON.
    Json,
    /// JSON with the items of a list.
    List(List),
    /// Text, read into memory.
    Text,
    /// Bytes, or text of any size, read as a stream.
    Bytes,
}

/// A list in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The property with the items. `None` when the response is the list itself.
    pub items: Option<&'static str>,
    /// How the service returns the list.
    pub pages: Pages,
}

/// How the service returns a list.
///
/// Places in a response are the names of properties with dots between them: `page.nextPageOffset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pages {
    /// One response holds the whole list.
    Whole,
    /// The number of its first item identifies a page.
    Numbers {
        /// The parameter or the property of the body that identifies the page.
        offset: &'static str,
        /// Whether it is a property of the body.
        in_body: bool,
        /// The place of the number of the next page.
        next: &'static str,
        /// The place of the number of all items, if the service returns it.
        total: Option<&'static str>,
    },
    /// A text of the service identifies a page.
    Texts {
        /// The parameter or the property of the body that identifies the page.
        offset: &'static str,
        /// Whether it is a property of the body.
        in_body: bool,
        /// The place of the text for the next page.
        next: &'static str,
    },
}
