//! Why the waiting for a long operation ended without its success: it failed, disappeared, or took too long.

use std::fmt;
use std::time::Duration;

use odc_http::text::one_line;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The largest length of a state, a code or a severity, and of the text of a message, in characters.
const LONGEST_WORD: usize = 100;
const LONGEST_MESSAGE: usize = 1000;
/// How many characters of a message and how many messages the line of an error shows.
const LONGEST_PRINTED: usize = 300;
const MOST_PRINTED: usize = 3;

/// One message of a long operation.
///
/// All texts can be printed: each is one line, and control characters are escaped. A text has at most 1,000 characters,
/// a code and a severity at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationMessage {
    severity: Option<String>,
    code: Option<String>,
    text: Option<String>,
}

impl OperationMessage {
    /// A message, as generated code reads it from a response. Uses the first code and the first text that are not
    /// empty.
    pub fn new(
        severity: Option<String>,
        codes: impl IntoIterator<Item = Option<String>>,
        texts: impl IntoIterator<Item = Option<String>>,
    ) -> Self {
        let first = |all: &mut dyn Iterator<Item = Option<String>>, most| {
            let mut all = all.flatten().map(|text| one_line(&text, most));
            all.find(|text| !text.is_empty())
        };
        Self {
            severity: first(&mut std::iter::once(severity), LONGEST_WORD),
            code: first(&mut codes.into_iter(), LONGEST_WORD),
            text: first(&mut texts.into_iter(), LONGEST_MESSAGE),
        }
    }

    /// How serious it is, in the words of the API: `Info`, `Warning`, `Error`.
    #[must_use]
    pub fn severity(&self) -> Option<&str> {
        self.severity.as_deref()
    }

    /// The error code, or the kind of the message if it has no code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The text of the message.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Whether the severity is `Error`, in upper or lower case.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity()
            .is_some_and(|severity| severity.eq_ignore_ascii_case("error"))
    }
}

impl fmt::Display for OperationMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text().map(|text| one_line(text, LONGEST_PRINTED));
        match (self.code(), text) {
            (Some(code), Some(text)) => write!(f, "{code}: {text}"),
            (Some(code), None) => f.write_str(code),
            (None, Some(text)) => f.write_str(&text),
            (None, None) => f.write_str("a message without a text"),
        }
    }
}

/// A long operation that ended in a failure; see [`Error::failed_operation`](crate::Error::failed_operation).
#[derive(Debug)]
pub struct FailedOperation {
    name: &'static str,
    key: String,
    state: String,
    messages: Vec<OperationMessage>,
    unread: Option<BoxError>,
}

impl FailedOperation {
    pub(crate) fn new(
        awaited: Awaited,
        state: &State,
        messages: Vec<OperationMessage>,
        unread: Option<BoxError>,
    ) -> Self {
        Self {
            name: awaited.name,
            key: awaited.key,
            state: state.text.clone(),
            messages,
            unread,
        }
    }

    /// What kind of operation it is: `deployment`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The state in which it ended, as the service writes it. It can be printed.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Its messages, in the order of the service: at most 100. If there are more, messages of other severities are
    /// left out before messages of the severity `Error`.
    #[must_use]
    pub fn messages(&self) -> &[OperationMessage] {
        &self.messages
    }

    /// The reason why some or all of its messages could not be read.
    #[must_use]
    pub fn unread_messages(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.unread.as_deref().map(|error| error as _)
    }

    /// The messages that the line of the error shows, and the number of the others.
    fn printed(&self) -> (Vec<&OperationMessage>, usize) {
        let errors = self.messages.iter().filter(|message| message.is_error());
        let mut printed: Vec<_> = errors.take(MOST_PRINTED).collect();
        if printed.is_empty() {
            // The reason is the last message.
            let skipped = self.messages.len().saturating_sub(MOST_PRINTED);
            printed = self.messages.iter().skip(skipped).collect();
        }
        let others = self.messages.len() - printed.len();
        (printed, others)
    }
}

impl fmt::Display for FailedOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name, key, state, ..
        } = self;
        write!(f, "the {name} {key} failed ({state})")?;
        let (printed, others) = self.printed();
        for (place, message) in printed.into_iter().enumerate() {
            write!(f, "{}{message}", if place == 0 { ": " } else { "; " })?;
        }
        match others {
            0 => {}
            1 => f.write_str("; and 1 more message")?,
            _ => write!(f, "; and {others} more messages")?,
        }
        match &self.unread {
            Some(error) if self.messages.is_empty() => {
                write!(f, "; its messages cannot be read: {error}")?;
            }
            Some(error) => write!(f, "; its other messages were not read: {error}")?,
            None if self.messages.is_empty() => f.write_str(", and has no messages")?,
            None => {}
        }
        write!(f, "; correct the cause, then start another {name}")
    }
}

/// A state, and whether the client knows what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    text: String,
    is_known: bool,
}

impl State {
    pub(crate) fn new(text: &str, is_known: bool) -> Self {
        Self {
            text: one_line(text, LONGEST_WORD),
            is_known,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// The operation that the caller waits for.
#[derive(Clone, Debug)]
pub(crate) struct Awaited {
    pub(crate) name: &'static str,
    pub(crate) key: String,
}

/// Why a wait for an operation ended without success.
#[derive(Debug)]
pub(crate) enum WaitError {
    Failed(FailedOperation),
    /// The operation existed before, but now it does not. The error is the one of the last request.
    Disappeared(Awaited, BoxError),
    /// How long it has been missing.
    NeverCame(Awaited, Duration, BoxError),
    Deadline {
        awaited: Awaited,
        deadline: Duration,
        state: Option<State>,
        trouble: Option<BoxError>,
    },
}

impl WaitError {
    /// The failed request behind this error.
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = match self {
            Self::Failed(failed) => failed.unread.as_deref(),
            Self::Disappeared(_, error) | Self::NeverCame(_, _, error) => Some(&**error),
            Self::Deadline { trouble, .. } => trouble.as_deref(),
        };
        source.map(|error| error as _)
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => failed.fmt(f),
            Self::Disappeared(Awaited { name, key }, error) => write!(
                f,
                "the {name} {key} disappeared while it was awaited ({error}); its asset was deleted, or the API client \
                 may no longer see it; look in the ODC portal before you start another {name}"
            ),
            Self::NeverCame(Awaited { name, key }, looked_for, error) => write!(
                f,
                "the {name} {key} does not exist, or the API client may not see it ({error}, asked for {} s); check the \
                 key and the permissions of the API client",
                looked_for.as_secs()
            ),
            Self::Deadline {
                awaited: Awaited { name, key },
                deadline,
                state,
                trouble,
            } => {
                write!(f, "the {name} {key} did not end within {deadline:?}")?;
                match state {
                    None => f.write_str("; its state could not be read")?,
                    Some(state) if state.text.is_empty() => f.write_str("; it has no state")?,
                    Some(state) => write!(f, "; its last state is {}", state.text)?,
                }
                if state.as_ref().is_some_and(|state| !state.is_known) {
                    f.write_str(", which this version of the client does not know")?;
                }
                if let Some(error) = trouble {
                    write!(f, "; the last request failed: {error}")?;
                }
                f.write_str("; it may continue: wait for it again, with a longer deadline")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(messages: &[&str], unread: Option<&str>) -> String {
        let awaited = Awaited {
            name: "build",
            key: "7".to_owned(),
        };
        let message = |text: &&str| OperationMessage::new(None, [], [Some((*text).to_owned())]);
        let messages = messages.iter().map(message).collect();
        let state = State::new("Failed", true);
        FailedOperation::new(awaited, &state, messages, unread.map(Into::into)).to_string()
    }

    #[test]
    fn a_failure_shows_its_messages_or_why_they_are_missing() {
        for (messages, unread, middle) in [
            (&[][..], None, ", and has no messages"),
            (&["no disk"], None, ": no disk"),
            (&[], Some("403"), "; its messages cannot be read: 403"),
            (
                &["no disk"],
                Some("403"),
                ": no disk; its other messages were not read: 403",
            ),
        ] {
            let line = format!(
                "the build 7 failed (Failed){middle}; correct the cause, then start another build"
            );
            assert_eq!(failed(messages, unread), line);
        }
    }
}
