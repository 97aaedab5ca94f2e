//! Why the transfer of a file failed.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use http::StatusCode;

/// Why a file was not sent or not received. Each message is one line: what, where, what to do.
#[derive(Debug)]
pub(crate) enum TransferError {
    /// No file may be sent to this URL.
    Url(&'static str),
    /// A file on this machine cannot be read or written.
    File {
        /// `read` or `write`, or another action.
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A file on this machine cannot be used for a transfer.
    Unfit {
        path: PathBuf,
        problem: &'static str,
    },
    /// A file on this machine changed while it was sent.
    Changing { path: PathBuf, problem: String },
    /// The host of the file refused.
    Refused {
        /// Where, without the query.
        place: String,
        status: StatusCode,
        /// What the host says, on one line.
        says: String,
        advice: &'static str,
        retry_after: Option<Duration>,
    },
    /// The connection failed, or broke.
    Broken {
        place: String,
        at: u64,
        total: Option<u64>,
        source: reqwest::Error,
    },
    /// The host ended the response too early, and no further attempt received the rest.
    Short { place: String, at: u64, total: u64 },
    /// How long no byte came or went.
    Idle {
        place: String,
        at: u64,
        total: Option<u64>,
        limit: Duration,
    },
    /// The file on the host is not the same as at the beginning of the transfer.
    Changed { place: String },
    /// The host sends contradictory information about the file.
    Inconsistent { place: String, problem: String },
    /// The whole transfer took too long.
    Deadline {
        place: String,
        limit: Duration,
        /// The failure of the last attempt before the end.
        last: Option<String>,
    },
    /// There is no HTTP client for files.
    NoClient,
    /// The API names no URL.
    NoFile(String),
}

impl TransferError {
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` prints the system error itself.
            Self::File { source, .. } => source.get_ref().map(|source| source as _),
            Self::Broken { source, .. } => Some(source),
            _ => None,
        }
    }

    /// Whether the same transfer may succeed later.
    pub(super) fn is_retryable(&self) -> bool {
        match self {
            Self::Refused { status, .. } => odc_http::status::is_transient(*status),
            Self::Broken { source, .. } => !source.is_builder(),
            Self::Short { .. } | Self::Idle { .. } | Self::Changed { .. } => true,
            _ => false,
        }
    }
}

/// How much of a file was transferred.
struct Reached(u64, Option<u64>);

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(at, Some(total)) => write!(f, "after {at} of {total} bytes"),
            Self(at, None) => write!(f, "after {at} bytes"),
        }
    }
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(problem) => write!(f, "the pre-signed URL cannot be used: {problem}"),
            Self::File {
                action,
                path,
                source,
            } => {
                write!(f, "cannot {action} {}: {source}", path.display())?;
                f.write_str(advice(source.kind()))
            }
            Self::Unfit { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::Changing { path, problem } => write!(
                f,
                "{} changed while it was sent: {problem}; send it again when nothing writes to it",
                path.display()
            ),
            Self::Refused {
                place,
                status,
                says,
                advice,
                ..
            } => {
                write!(f, "{place}: {status}")?;
                if !says.is_empty() {
                    write!(f, ": {says}")?;
                }
                if !advice.is_empty() {
                    write!(f, "; {advice}")?;
                }
                Ok(())
            }
            Self::Broken {
                place,
                at,
                total,
                source,
            } => {
                if source.is_connect() && odc_http::tls::is_about_certificate(source) {
                    write!(
                        f,
                        "{place}: this machine does not accept the server's certificate; if a company's own authority \
                         or a sandbox signed it, name that authority's PEM file in ODC_EXTRA_CA_CERTS"
                    )
                } else if source.is_connect() {
                    write!(
                        f,
                        "{place}: no connection could be made; check the network and the proxy"
                    )
                } else {
                    write!(f, "{place}: the connection broke {}", Reached(*at, *total))
                }
            }
            Self::Short { place, at, total } => write!(
                f,
                "{place}: the file ended {}; start again",
                Reached(*at, Some(*total))
            ),
            Self::Idle {
                place,
                at,
                total,
                limit,
            } => {
                let reached = Reached(*at, *total);
                write!(f, "{place}: no byte moved for {limit:?}, {reached}")
            }
            Self::Changed { place } => write!(
                f,
                "{place}: the file on the server changed during the download; start again"
            ),
            Self::Inconsistent { place, problem } => write!(f, "{place}: {problem}"),
            Self::Deadline { place, limit, last } => {
                write!(f, "{place}: the transfer did not end within {limit:?}")?;
                match last {
                    Some(last) => write!(f, "; the last failure: {last}"),
                    None => Ok(()),
                }
            }
            Self::NoClient => f.write_str(
                "this client has no tenant, so nothing says how to reach the host of the file; \
                 use Transfers::new with the URL of the response",
            ),
            Self::NoFile(reason) => f.write_str(reason),
        }
    }
}

/// What to do after an error of the file system.
const fn advice(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "; check the path",
        io::ErrorKind::PermissionDenied => "; check who may use it",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; free some space and start again"
        }
        io::ErrorKind::FileTooLarge => "; choose a place where files may be as large",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Cause, Error};

    fn file(source: io::Error) -> TransferError {
        TransferError::File {
            action: "write",
            path: PathBuf::from("orders.oml"),
            source,
        }
    }

    #[test]
    fn an_error_of_the_file_system_says_what_to_do() {
        for (kind, advice) in [
            (io::ErrorKind::NotFound, "; check the path"),
            (io::ErrorKind::PermissionDenied, "; check who may use it"),
            (
                io::ErrorKind::StorageFull,
                "; free some space and start again",
            ),
            (
                io::ErrorKind::QuotaExceeded,
                "; free some space and start again",
            ),
            (
                io::ErrorKind::FileTooLarge,
                "; choose a place where files may be as large",
            ),
        ] {
            let error = file(kind.into());
            let line = format!("cannot write orders.oml: {}{advice}", io::Error::from(kind));
            assert_eq!(error.to_string(), line);
            assert!(!error.is_retryable());
            assert!(error.source().is_none(), "the line has all of it");
        }
        let other = file(io::Error::other("the disk broke"));
        assert_eq!(other.to_string(), "cannot write orders.oml: the disk broke");
        assert_eq!(other.source().unwrap().to_string(), "the disk broke");
    }

    #[test]
    fn a_transfer_that_may_succeed_later_says_so() {
        let place = || "files.acme.dev/orders.oml".to_owned();
        let refused = |status: u16, seconds: Option<u64>| TransferError::Refused {
            place: place(),
            status: StatusCode::from_u16(status).unwrap(),
            says: String::new(),
            advice: "",
            retry_after: seconds.map(Duration::from_secs),
        };
        for later in [
            refused(503, None),
            TransferError::Short {
                place: place(),
                at: 1,
                total: 2,
            },
            TransferError::Idle {
                place: place(),
                at: 1,
                total: None,
                limit: Duration::from_secs(1),
            },
            TransferError::Changed { place: place() },
        ] {
            assert!(later.is_retryable(), "{later}");
        }
        for never in [
            refused(403, None),
            TransferError::Url("it has no host"),
            TransferError::NoClient,
            TransferError::Inconsistent {
                place: place(),
                problem: "two lengths".to_owned(),
            },
            TransferError::Deadline {
                place: place(),
                limit: Duration::from_secs(1),
                last: None,
            },
        ] {
            assert!(!never.is_retryable(), "{never}");
        }
        let error = |cause| Error::new(Cause::Transfer(cause));
        assert_eq!(
            error(refused(503, Some(7))).retry_after(),
            Some(Duration::from_secs(7))
        );
        assert_eq!(error(refused(503, None)).retry_after(), None);
    }
}
