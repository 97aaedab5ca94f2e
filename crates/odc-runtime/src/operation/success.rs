//! What a successful response of an operation holds, as data.

/// What a successful response holds.
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
    /// How the list comes.
    pub pages: Pages,
}

/// How a list comes.
///
/// Places in a response are the names of properties with dots between them: `page.nextPageOffset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pages {
    /// One response holds the whole list.
    Whole,
    /// A page is named by the number of its first item.
    Numbers {
        /// The parameter or the property of the body that names the page.
        offset: &'static str,
        /// Whether it is a property of the body.
        in_body: bool,
        /// The place of the number of the next page.
        next: &'static str,
        /// The place of the number of all items, if the service returns it.
        total: Option<&'static str>,
    },
    /// A page is named by a text of the service.
    Texts {
        /// The parameter or the property of the body that names the page.
        offset: &'static str,
        /// Whether it is a property of the body.
        in_body: bool,
        /// The place of the text of the next page.
        next: &'static str,
    },
}
