//! Fetches a file piece by piece, and continues after the connection breaks.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use reqwest::Response;
use tokio::time::timeout;

use super::attempts::Attempts;
use super::client::FileClient;
use super::fresh::Fresh;
use super::limits::NO_TIMEOUT;
use super::progress::Listener;
use super::response::{Failure, Version, content_range, refusal, size_of_unsatisfied};
use super::url::PresignedUrl;
use crate::error::{Error, TransferError};
use crate::retry::Reason;

/// One download that is not finished.
pub(super) struct Fetcher {
    client: FileClient,
    url: PresignedUrl,
    fresh: Option<Fresh>,
    idle: Duration,
    listener: Listener,
    attempts: Attempts,
    response: Option<Response>,
    /// The version and the size of the file, from the response that has its first byte.
    version: Option<Version>,
    total: Option<u64>,
    /// The start of a part, if the host does not state the length of the file. The end of this part may not be the
    /// end of the file.
    part_from: Option<u64>,
    /// The place in the file of the next byte that the caller gets.
    at: u64,
    /// The number of bytes at the beginning of the response that the caller already has.
    skip: u64,
    /// Whether the caller can discard the bytes that it has, and begin again.
    can_begin_again: bool,
    ended: bool,
}

/// What the caller gets next.
#[derive(Debug)]
pub(super) enum NextChunk {
    Bytes(Bytes),
    /// The file begins again at its first byte. The caller discards the bytes that it has.
    FromTheStart,
    End,
}

/// The result of an attempt.
enum Opened {
    /// The response continues at the caller's place.
    Here,
    FromTheStart,
    /// The caller has the whole file already.
    Complete,
}

impl Fetcher {
    pub(super) fn new(
        client: FileClient,
        url: PresignedUrl,
        fresh: Option<Fresh>,
        idle: Duration,
        listener: Listener,
        attempts: Attempts,
    ) -> Self {
        Self {
            client,
            url,
            fresh,
            idle,
            listener,
            attempts,
            response: None,
            version: None,
            total: None,
            part_from: None,
            at: 0,
            skip: 0,
            can_begin_again: false,
            ended: false,
        }
    }

    /// Sets that the caller can begin again with the first byte.
    pub(super) const fn can_begin_again(mut self) -> Self {
        self.can_begin_again = true;
        self
    }

    /// The caller has `at` bytes of this version already. Returns false when the text is not a version.
    pub(super) fn go_on(&mut self, at: u64, version: &str) -> bool {
        let version = Version::from_text(version);
        let is_known = version.is_some();
        if is_known {
            (self.at, self.version) = (at, version);
        }
        is_known
    }

    /// The version of the bytes that come, as text.
    pub(super) fn version(&self) -> Option<&str> {
        self.version.as_ref()?.text()
    }

    /// The number of bytes that the caller has.
    pub(super) const fn received(&self) -> u64 {
        self.at
    }

    pub(super) const fn total(&self) -> Option<u64> {
        self.total
    }

    /// Adds the attempts of this download to an error of the caller.
    pub(super) fn error(&self, error: TransferError) -> Error {
        self.attempts.error(error)
    }

    pub(super) fn place(&self) -> String {
        self.url.to_string()
    }

    /// The next piece of the file.
    pub(super) async fn next(&mut self) -> Result<NextChunk, Error> {
        odc_auth::check_runtime()?;
        while !self.ended {
            let outcome = match self.response.take() {
                None => self.open().await?,
                Some(response) => self.read(response).await,
            };
            match outcome {
                Ok(Some(next)) => return Ok(next),
                Ok(None) => {}
                Err(failure) => self.recover(failure).await?,
            }
        }
        Ok(NextChunk::End)
    }

    /// Reads the next piece of the current response.
    async fn read(&mut self, mut response: Response) -> Result<Option<NextChunk>, Failure> {
        let moved = (self.at, self.total);
        let mut piece = match timeout(self.idle, response.chunk()).await {
            Err(_) => return Err(self.idle_failure()),
            Ok(Err(error)) => return Err(Failure::network(&self.url, moved, error)),
            Ok(Ok(None)) => return self.end_response().map(|()| None),
            Ok(Ok(Some(piece))) => piece,
        };
        self.response = Some(response);
        let known = usize::try_from(self.skip).unwrap_or(usize::MAX);
        let known = known.min(piece.len());
        drop(piece.split_to(known));
        self.skip -= known as u64;
        if piece.is_empty() {
            return Ok(None);
        }
        let at = self.at.saturating_add(piece.len() as u64);
        if self.total.is_some_and(|total| at > total) {
            return Err(self.inconsistent("more bytes came than the file has; start again"));
        }
        self.at = at;
        self.attempts.reached(at);
        self.listener.report(at, self.total);
        Ok(Some(NextChunk::Bytes(piece)))
    }

    /// Decides whether the end of the response is the end of the file.
    fn end_response(&mut self) -> Result<(), Failure> {
        match self.total {
            Some(total) if self.at < total => {
                let (place, at) = (self.place(), self.at);
                let error = TransferError::Short { place, at, total };
                Err(Failure::may_pass(error, Reason::Broken))
            }
            // The next request asks for the bytes after it. A 416 says that there are none.
            None if self.part_from.is_some_and(|from| from < self.at) => Ok(()),
            None if self.part_from.is_some() => {
                Err(self.inconsistent("a part without bytes came; get a fresh URL and start again"))
            }
            _ => {
                self.ended = true;
                Ok(())
            }
        }
    }

    /// Makes one attempt. The outer error is an error in the caller's settings.
    async fn open(&mut self) -> Result<Result<Option<NextChunk>, Failure>, Error> {
        let http = self.client.http(&self.url)?;
        let mut request = http
            .get(self.url.expose())
            .header(header::ACCEPT_ENCODING, "identity")
            .timeout(NO_TIMEOUT);
        let resumes = self.at > 0 && self.version.is_some();
        if let Some(version) = self.version.as_ref().filter(|_| resumes) {
            request = request
                .header(header::RANGE, format!("bytes={}-", self.at))
                .header(header::IF_RANGE, version.header());
        }
        self.attempts.begin();
        let response = match timeout(self.idle, request.send()).await {
            Err(_) => return Ok(Err(self.idle_failure())),
            Ok(Err(error)) => {
                let moved = (self.at, self.total);
                return Ok(Err(Failure::network(&self.url, moved, error)));
            }
            Ok(Ok(response)) => response,
        };
        Ok(self
            .accept(response, resumes)
            .await
            .map(|opened| match opened {
                Opened::Here => None,
                Opened::FromTheStart => {
                    self.listener.report(0, self.total);
                    Some(NextChunk::FromTheStart)
                }
                Opened::Complete => {
                    self.ended = true;
                    Some(NextChunk::End)
                }
            }))
    }

    /// Decides from its status what a response contains.
    async fn accept(&mut self, response: Response, resumes: bool) -> Result<Opened, Failure> {
        match response.status() {
            StatusCode::OK => self.accept_whole_file(response),
            StatusCode::PARTIAL_CONTENT if resumes => self.accept_rest(response),
            StatusCode::RANGE_NOT_SATISFIABLE if resumes => {
                let size = size_of_unsatisfied(response.headers());
                if size == Some(self.at) && self.total.is_none_or(|total| total == self.at) {
                    return Ok(Opened::Complete);
                }
                self.begin_again()
            }
            status if status.is_success() => Err(self.inconsistent(&format!(
                "{status} is not a response to a download; get a fresh URL and start again"
            ))),
            _ => Err(refusal(&self.url, response, self.idle).await),
        }
    }

    /// Accepts a response with the whole file. It comes at the first attempt, or because the host sends no parts or has
    /// another version of the file.
    fn accept_whole_file(&mut self, response: Response) -> Result<Opened, Failure> {
        let version = Version::read(response.headers());
        let total = length(&response);
        let is_first = self.at == 0;
        let is_same = version.is_some() && version == self.version && total == self.total;
        if !is_first && !is_same && !self.can_begin_again {
            let place = self.place();
            return Err(Failure::is_final(TransferError::Changed { place }));
        }
        (self.version, self.total) = (version, total);
        self.part_from = None;
        self.response = Some(response);
        self.skip = 0;
        if is_first {
            Ok(Opened::Here)
        } else if self.can_begin_again {
            self.at = 0;
            Ok(Opened::FromTheStart)
        } else {
            self.skip = self.at;
            Ok(Opened::Here)
        }
    }

    /// Accepts a response with the rest of the file.
    fn accept_rest(&mut self, response: Response) -> Result<Opened, Failure> {
        let range = content_range(response.headers());
        let fits = range.is_some_and(|(first, size)| {
            first == self.at && (size.is_none() || self.total.is_none() || size == self.total)
        });
        // `If-Range` names the version that we have. A host that sends a part of another version does not support
        // `If-Range`.
        let version = Version::read(response.headers());
        if !fits || (version.is_some() && version != self.version) {
            return self.begin_again();
        }
        self.total = self.total.or(range.and_then(|(_, size)| size));
        self.part_from = self.total.is_none().then_some(self.at);
        self.response = Some(response);
        self.skip = 0;
        Ok(Opened::Here)
    }

    /// Begins again, since the bytes that the caller has are not the beginning of the host's file.
    fn begin_again(&mut self) -> Result<Opened, Failure> {
        let place = self.place();
        let changed = TransferError::Changed { place };
        // This counts as a retry, so that a download cannot begin again without end.
        if !self.can_begin_again || !self.attempts.count_retry() {
            return Err(Failure::is_final(changed));
        }
        (self.at, self.skip) = (0, 0);
        (self.version, self.total) = (None, None);
        Ok(Opened::FromTheStart)
    }

    /// Waits before the next attempt, or ends the download with the error.
    async fn recover(&mut self, failure: Failure) -> Result<(), Error> {
        self.response = None;
        let recovered = self
            .attempts
            .recover(failure, &mut self.url, self.fresh.as_mut());
        let recovered = recovered.await;
        self.ended = recovered.is_err();
        recovered
    }

    fn idle_failure(&self) -> Failure {
        let error = TransferError::Idle {
            place: self.place(),
            at: self.at,
            total: self.total,
            limit: self.idle,
        };
        Failure::may_pass(error, Reason::Broken)
    }

    fn inconsistent(&self, problem: &str) -> Failure {
        Failure::is_final(TransferError::Inconsistent {
            place: self.place(),
            problem: problem.to_owned(),
        })
    }
}

/// The length in the header. A response without this header marks its end in the body.
fn length(response: &Response) -> Option<u64> {
    let header: Option<&HeaderValue> = response.headers().get(header::CONTENT_LENGTH);
    header?.to_str().ok()?.parse().ok()
}
