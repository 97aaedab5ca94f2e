//! Collects the messages of a failed operation, up to a limit.

use crate::error::{Cause, Error, ListFault, OperationMessage};
use crate::paging::PageStream;

/// The largest number of messages that are kept.
const MOST_MESSAGES: usize = 100;
/// The largest number of pages that are read.
const MOST_PAGES: u32 = 20;

/// The messages of a long operation.
#[derive(Debug, Default)]
pub struct Messages {
    pub(super) kept: Vec<OperationMessage>,
    /// Why some messages were not read.
    pub(super) unread: Option<Error>,
}

impl Messages {
    /// Keeps these messages, but at most 100 of them.
    pub fn new(messages: impl IntoIterator<Item = OperationMessage>) -> Self {
        let mut kept = Vec::new();
        keep(&mut kept, messages);
        let unread = None;
        Self { kept, unread }
    }

    /// Keeps the messages of a response, but at most 100 of them. A response that cannot be read is reported by the error of
    /// the failed operation.
    #[must_use]
    pub fn of_response(response: Result<Vec<OperationMessage>, Error>) -> Self {
        match response {
            Ok(messages) => Self::new(messages),
            Err(error) => Self {
                kept: Vec::new(),
                unread: Some(error),
            },
        }
    }

    /// Reads the messages page by page, up to 20 pages. If a page cannot be read, or if there are more pages, the
    /// error of the failed operation says so.
    pub async fn of_pages<P: Send + 'static>(
        mut pages: PageStream<P>,
        read: impl Fn(P) -> Vec<OperationMessage>,
    ) -> Self {
        let mut all = Self::default();
        while let Some(page) = pages.next().await {
            match page {
                Ok(_) if pages.received() > MOST_PAGES.into() => {
                    let pages = MOST_PAGES;
                    all.unread = Some(Error::new(Cause::List(ListFault::TooLong { pages })));
                    break;
                }
                Ok(page) => keep(&mut all.kept, read(page)),
                Err(error) => {
                    all.unread = Some(error);
                    break;
                }
            }
        }
        all
    }
}

/// Adds messages. When there are too many, it removes the oldest message that is not an error, or the newest message
/// when all are errors.
fn keep(kept: &mut Vec<OperationMessage>, messages: impl IntoIterator<Item = OperationMessage>) {
    for message in messages {
        kept.push(message);
        if kept.len() > MOST_MESSAGES {
            let oldest = kept.iter().position(|message| !message.is_error());
            kept.remove(oldest.unwrap_or(MOST_MESSAGES));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use http::Method;

    use super::*;
    use crate::error::ErrorKind;
    use crate::operation::Operation;
    use crate::paging::{CursorCall, ListCall};

    fn message(severity: &str, text: String) -> OperationMessage {
        OperationMessage::new(Some(severity.to_owned()), [None], [Some(text)])
    }

    static LIST: Operation = Operation::new("messages", "M", Method::GET, "/messages");

    /// A list of messages: the result of each page, and the text of the next page.
    #[derive(Clone)]
    struct ListMessages {
        pages: fn(&str) -> Result<Page, Error>,
        at: String,
        fetched: Arc<Mutex<Vec<String>>>,
    }

    struct Page(Vec<String>, Option<&'static str>);

    impl ListCall for ListMessages {
        type Page = Page;
        type Item = String;

        fn operation() -> &'static Operation {
            &LIST
        }

        async fn fetch(self) -> Result<Page, Error> {
            self.fetched.lock().unwrap().push(self.at.clone());
            (self.pages)(&self.at)
        }

        fn items(page: &mut Page) -> &mut Vec<String> {
            &mut page.0
        }
    }

    impl CursorCall for ListMessages {
        fn cursor(&self) -> Option<String> {
            None
        }

        fn at(self, cursor: String) -> Self {
            Self { at: cursor, ..self }
        }

        fn next(page: &Page) -> Option<String> {
            page.1.map(|next| match next {
                "longer" => format!("{}a", page.0[0]),
                next => next.to_owned(),
            })
        }
    }

    /// The messages of a list, and the number of fetched pages.
    async fn read(pages: fn(&str) -> Result<Page, Error>) -> (Messages, usize) {
        let list = ListMessages {
            pages,
            at: "a".to_owned(),
            fetched: Arc::default(),
        };
        let fetched = Arc::clone(&list.fetched);
        let texts = |page: Page| {
            page.0
                .into_iter()
                .map(|text| message("Info", text))
                .collect()
        };
        let messages = Messages::of_pages(PageStream::by_cursor(list), texts).await;
        let fetched = fetched.lock().unwrap().len();
        (messages, fetched)
    }

    fn page(at: &str, next: Option<&'static str>) -> Page {
        Page(vec![at.to_owned()], next)
    }

    #[tokio::test]
    async fn pages_are_read_up_to_the_last_one() {
        let (messages, _) =
            read(|at| Ok(page(at, ["b", "c"].into_iter().find(|next| *next > at)))).await;
        let kept = messages.kept;
        let texts: Vec<_> = kept.iter().filter_map(OperationMessage::text).collect();
        assert_eq!(texts, ["a", "b", "c"]);
        assert!(messages.unread.is_none());
    }

    #[tokio::test]
    async fn reading_stops_at_a_repeated_page_and_at_the_limit_of_pages() {
        let (messages, fetched) = read(|at| Ok(page(at, Some("same")))).await;
        assert_eq!((messages.kept.len(), fetched), (2, 2));
        assert_eq!(messages.unread.unwrap().kind(), ErrorKind::List);

        let (messages, fetched) = read(|at| Ok(page(at, Some("longer")))).await;
        assert_eq!(messages.kept.len(), 20);
        let unread = messages.unread.map(|error| error.to_string());
        assert_eq!(unread.as_deref(), Some("only the first 20 pages were read"));
        assert_eq!(fetched, 21);
    }

    #[tokio::test]
    async fn messages_before_a_failure_are_kept() {
        let (messages, _) = read(|at| match at {
            "a" => Ok(page(at, Some("b"))),
            _ => Err(Error::new(Cause::Middleware("broken".into()))),
        })
        .await;
        assert_eq!(messages.kept.len(), 1);
        assert_eq!(messages.unread.unwrap().kind(), ErrorKind::Middleware);
        let broken = Messages::of_response(Err(Error::new(Cause::Middleware("broken".into()))));
        assert!(broken.kept.is_empty() && broken.unread.is_some());
    }

    #[test]
    fn errors_are_kept_when_there_are_too_many_messages() {
        let mut kept = Vec::new();
        keep(&mut kept, [message("error", "the reason".to_owned())]);
        keep(&mut kept, (0..500).map(|n| message("Info", n.to_string())));
        assert_eq!(kept.len(), MOST_MESSAGES);
        assert_eq!(kept[0].text(), Some("the reason"));
        assert_eq!(kept[99].text(), Some("499"));

        let mut kept = Vec::new();
        keep(&mut kept, (0..500).map(|n| message("Error", n.to_string())));
        assert_eq!((kept.len(), kept[0].text()), (MOST_MESSAGES, Some("0")));
    }
}
