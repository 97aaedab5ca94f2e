//! Fetches a file piece by piece, and goes on after a cut.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use reqwest::Response;
use tokio::time::timeout;

use super::attempts::Attempts;
use super::client::FileClient;
use super::fresh::Fresh;
use super::progress::Listener;
use super::response::{Failure, Remedy, Version, content_range, refusal, size_of_unsatisfied};
use super::url::PresignedUrl;
use crate::error::{Error, TransferError};
use crate::retry::Reason;

/// One download under way.
pub(super) struct Pull {
    client: FileClient,
    url: PresignedUrl,
    fresh: Option<Fresh>,
    idle: Duration,
    listener: Listener,
    attempts: Attempts,
    response: Option<Response>,
    /// The version and the size of the file, from the response that brought its first byte.
    version: Option<Version>,
    total: Option<u64>,
    /// The place in the file of the next byte for the caller.
    at: u64,
    /// How many bytes of the response the caller has already.
    skip: u64,
    /// Whether the caller can take back what it has got.
    can_begin_again: bool,
    ended: bool,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Next {
    Piece(Bytes),
    /// The file begins again at its first byte: the caller forgets what it has got.
    FromTheStart,
    End,
}

/// What an attempt brought.
enum Opened {
    /// A response that goes on where the caller is.
    Here,
    FromTheStart,
    /// There is nothing more.
    Complete,
}

impl Pull {
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
            at: 0,
            skip: 0,
            can_begin_again: false,
            ended: false,
        }
    }

    /// The caller can begin again with the first byte.
    pub(super) const fn can_begin_again(mut self) -> Self {
        self.can_begin_again = true;
        self
    }

    /// The caller has got so many bytes of this version already. What is no version is of no use.
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

    /// How many bytes the caller has got.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    pub(super) const fn total(&self) -> Option<u64> {
        self.total
    }

    /// An error of the caller's, with what is known of this download.
    pub(super) fn error(&self, error: TransferError) -> Error {
        self.attempts.error(error)
    }

    pub(super) fn place(&self) -> String {
        self.url.to_string()
    }

    /// The next piece of the file.
    pub(super) async fn next(&mut self) -> Result<Next, Error> {
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
        Ok(Next::End)
    }

    /// Reads from the response under way.
    async fn read(&mut self, mut response: Response) -> Result<Option<Next>, Failure> {
        let far = (self.at, self.total);
        let mut piece = match timeout(self.idle, response.chunk()).await {
            Err(_) => return Err(self.idle()),
            Ok(Err(error)) => return Err(Failure::network(&self.url, far, error)),
            Ok(Ok(None)) => return self.ended().map(|()| None),
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
        self.listener.tell(at, self.total);
        Ok(Some(Next::Piece(piece)))
    }

    /// The response has ended.
    fn ended(&mut self) -> Result<(), Failure> {
        match self.total {
            Some(total) if self.at < total => {
                let (place, at) = (self.place(), self.at);
                let error = TransferError::Short { place, at, total };
                Err(Failure::may_pass(error, Reason::Broken))
            }
            _ => {
                self.ended = true;
                Ok(())
            }
        }
    }

    /// Makes one attempt. The outer error is one of the caller's settings.
    async fn open(&mut self) -> Result<Result<Option<Next>, Failure>, Error> {
        let http = self.client.http(&self.url)?;
        let mut request = http
            .get(self.url.expose())
            .header(header::ACCEPT_ENCODING, "identity");
        let resumes = self.at > 0 && self.version.is_some();
        if let Some(version) = self.version.as_ref().filter(|_| resumes) {
            request = request
                .header(header::RANGE, format!("bytes={}-", self.at))
                .header(header::IF_RANGE, version.header());
        }
        self.attempts.begin();
        let response = match timeout(self.idle, request.send()).await {
            Err(_) => return Ok(Err(self.idle())),
            Ok(Err(error)) => {
                let far = (self.at, self.total);
                return Ok(Err(Failure::network(&self.url, far, error)));
            }
            Ok(Ok(response)) => response,
        };
        Ok(self
            .opened(response, resumes)
            .await
            .map(|opened| match opened {
                Opened::Here => None,
                Opened::FromTheStart => {
                    self.listener.tell(0, self.total);
                    Some(Next::FromTheStart)
                }
                Opened::Complete => {
                    self.ended = true;
                    Some(Next::End)
                }
            }))
    }

    /// Decides what a response is.
    async fn opened(&mut self, response: Response, resumes: bool) -> Result<Opened, Failure> {
        match response.status() {
            StatusCode::OK => self.whole(response),
            StatusCode::PARTIAL_CONTENT if resumes => self.part(response),
            StatusCode::RANGE_NOT_SATISFIABLE if resumes => {
                let size = size_of_unsatisfied(response.headers());
                if size == Some(self.at) && self.total.is_none_or(|total| total == self.at) {
                    return Ok(Opened::Complete);
                }
                self.begin_again()
            }
            status if status.is_success() => Err(self.inconsistent(&format!(
                "{status} is no response to a download; get a fresh URL and start again"
            ))),
            _ => Err(refusal(&self.url, response, self.idle).await),
        }
    }

    /// The whole file comes, at the first attempt or because the host sends no parts or has another version.
    fn whole(&mut self, response: Response) -> Result<Opened, Failure> {
        let version = Version::read(response.headers());
        let total = length(&response);
        let is_first = self.at == 0;
        let is_same = version.is_some() && version == self.version && total == self.total;
        if !is_first && !is_same && !self.can_begin_again {
            let place = self.place();
            return Err(Failure::is_final(TransferError::Changed { place }));
        }
        (self.version, self.total) = (version, total);
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

    /// The rest of the file comes.
    fn part(&mut self, response: Response) -> Result<Opened, Failure> {
        let range = content_range(response.headers());
        let fits = range.is_some_and(|(first, size)| {
            first == self.at && (size.is_none() || self.total.is_none() || size == self.total)
        });
        // `If-Range` has asked for this version; a host that names another one has not understood it.
        let version = Version::read(response.headers());
        if !fits || (version.is_some() && version != self.version) {
            return self.begin_again();
        }
        self.total = self.total.or(range.and_then(|(_, size)| size));
        self.response = Some(response);
        self.skip = 0;
        Ok(Opened::Here)
    }

    /// What the caller has got is not the beginning of what the host has.
    fn begin_again(&mut self) -> Result<Opened, Failure> {
        let place = self.place();
        let changed = TransferError::Changed { place };
        // It counts as a retry, so that this ends.
        if !self.can_begin_again || !self.attempts.may_go_on() {
            return Err(Failure::is_final(changed));
        }
        (self.at, self.skip) = (0, 0);
        (self.version, self.total) = (None, None);
        Ok(Opened::FromTheStart)
    }

    /// Waits before the next attempt, or ends with the error.
    async fn recover(&mut self, failure: Failure) -> Result<(), Error> {
        self.response = None;
        let goes_on = match failure.remedy {
            Remedy::None => false,
            Remedy::Retry(reason) => self.attempts.wait(reason).await,
            Remedy::FreshUrl => match &mut self.fresh {
                Some(fresh) if self.attempts.may_go_on() => {
                    self.url = fresh.url().await?;
                    true
                }
                _ => false,
            },
        };
        if goes_on {
            return Ok(());
        }
        self.ended = true;
        Err(self.attempts.error(failure.error))
    }

    fn idle(&self) -> Failure {
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

/// The announced length. Of a response without one, the end is known from its form.
fn length(response: &Response) -> Option<u64> {
    let header: Option<&HeaderValue> = response.headers().get(header::CONTENT_LENGTH);
    header?.to_str().ok()?.parse().ok()
}
