//! Collects the messages of a failed operation, up to a limit.

use crate::error::{Cause, Error, ListFault, OperationMessage};

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

    /// Reads the messages page by page. `fetch` gets the position of a page, which is `None` for the first page. It
    /// returns the messages of this page and the position of the next page.
    ///
    /// The reading ends after 20 pages, at an empty page, at a page that names its own position as the next one, and at
    /// a page that cannot be read. The error of the failed operation reports it when messages were not read.
    pub async fn collect<F, Fut>(mut fetch: F) -> Self
    where
        F: FnMut(Option<String>) -> Fut,
        Fut: Future<Output = Result<(Vec<OperationMessage>, Option<String>), Error>>,
    {
        let mut all = Self::default();
        let mut position: Option<String> = None;
        for page in 1.. {
            let (messages, next) = match fetch(position.clone()).await {
                Ok(page) => page,
                Err(error) => {
                    all.unread = Some(error);
                    break;
                }
            };
            let is_empty = messages.is_empty();
            keep(&mut all.kept, messages);
            if is_empty || next.is_none() || next == position {
                break;
            }
            if page == MOST_PAGES {
                all.unread = Some(Error::new(Cause::List(ListFault::TooLong { pages: page })));
                break;
            }
            position = next;
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
    use super::*;
    use crate::error::{Cause, ErrorKind};

    fn message(severity: &str, text: String) -> OperationMessage {
        OperationMessage::new(Some(severity.to_owned()), [None], [Some(text)])
    }

    #[tokio::test]
    async fn pages_are_read_up_to_the_last_one() {
        let mut asked = Vec::new();
        let messages = Messages::collect(|position| {
            asked.push(position);
            let next = ["b", "c"].get(asked.len() - 1).map(ToString::to_string);
            let page = vec![message("Info", format!("page {}", asked.len()))];
            std::future::ready(Ok((page, next)))
        });
        let kept = messages.await.kept;
        let texts: Vec<_> = kept.iter().filter_map(OperationMessage::text).collect();
        assert_eq!(texts, ["page 1", "page 2", "page 3"]);
        assert_eq!(asked, [None, Some("b".to_owned()), Some("c".to_owned())]);
    }

    #[tokio::test]
    async fn a_position_that_repeats_and_a_list_without_end_are_left() {
        let mut asked = 0;
        let same = Messages::collect(|_| {
            asked += 1;
            let page = vec![message("Info", "a".to_owned())];
            std::future::ready(Ok((page, Some("same".to_owned()))))
        });
        let same = same.await;
        assert_eq!((same.kept.len(), same.unread.is_none()), (2, true));
        assert_eq!(asked, 2);

        let mut asked = 0;
        let endless = Messages::collect(|_| {
            asked += 1;
            let page = vec![message("Info", "a".to_owned()); 50];
            std::future::ready(Ok((page, Some(asked.to_string()))))
        });
        let endless = endless.await;
        assert_eq!(endless.kept.len(), MOST_MESSAGES);
        assert_eq!(
            endless.unread.map(|error| error.to_string()).as_deref(),
            Some("only the first 20 pages were read")
        );
        assert_eq!(asked, MOST_PAGES);
    }

    #[tokio::test]
    async fn what_came_before_a_failure_is_kept() {
        let messages = Messages::collect(|position| {
            std::future::ready(match position {
                None => Ok((vec![message("Error", "a".to_owned())], Some("b".to_owned()))),
                Some(_) => Err(Error::new(Cause::Middleware("broken".into()))),
            })
        });
        let messages = messages.await;
        assert_eq!(messages.kept.len(), 1);
        assert_eq!(messages.unread.unwrap().kind(), ErrorKind::Middleware);
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
