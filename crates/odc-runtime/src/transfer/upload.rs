//! An upload: the settings of the caller, and the requests that it becomes.

use std::fmt;
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderValue, header};
use reqwest::{Body, Response};
use tokio::time::{Instant, timeout_at};

use super::attempts::{Attempts, LastFailure};
use super::client::FileClient;
use super::fresh::Fresh;
use super::limits::{IDLE, NO_TIMEOUT, within};
use super::local_file::LocalFile;
use super::progress::{Listener, Progress};
use super::response::{Failure, refusal};
use super::url::PresignedUrl;
use crate::error::{Error, TransferError};
use crate::retry::{Reason, RetryPolicy};

/// The number of bytes in one piece of a body that is in memory.
const PIECE: usize = 256 * 1024;

/// An upload to a pre-signed URL. See [`Transfers::upload`](crate::Transfers::upload).
#[must_use = "an upload does nothing before from_file() or from_bytes()"]
pub struct Upload {
    client: FileClient,
    url: PresignedUrl,
    content_type: HeaderValue,
    fresh: Option<Fresh>,
    listener: Listener,
    retry: RetryPolicy,
    idle: Duration,
    deadline: Option<Duration>,
}

/// A file that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uploaded {
    /// The URL of the file: the URL that the upload was given, or the fresh URL that replaced it.
    pub url: PresignedUrl,
    /// The size of the file.
    pub bytes: u64,
}

impl Upload {
    pub(super) fn new(client: FileClient, url: PresignedUrl) -> Self {
        Self {
            retry: client.retry().clone(),
            client,
            url,
            content_type: HeaderValue::from_static("application/octet-stream"),
            fresh: None,
            listener: Listener::default(),
            idle: IDLE,
            deadline: None,
        }
    }

    /// Sets the media type. It is `application/octet-stream` by default.
    pub fn content_type(mut self, media_type: HeaderValue) -> Self {
        self.content_type = media_type;
        self
    }

    /// Sets a function that gets another URL from the API. It is called when the host refuses a URL because it has
    /// expired or was used already. The upload begins again at the other URL.
    ///
    /// Each fresh URL counts as a retry. [`Uploaded::url`] is the URL to which the file was sent.
    pub fn fresh_url<F, Fut>(mut self, ask: F) -> Self
    where
        F: FnMut() -> Fut + Send + 'static,
        Fut: Future<Output = Result<PresignedUrl, Error>> + Send + 'static,
    {
        self.fresh = Some(Fresh::new(ask));
        self
    }

    /// Sets a function that is called with the progress, each time that bytes have gone to the HTTP client.
    pub fn on_progress(mut self, listen: impl FnMut(Progress) + Send + 'static) -> Self {
        self.listener = Listener::new(listen);
        self
    }

    /// Sets another retry policy than the tenant's. Each attempt sends the whole file. The policy's deadline limits
    /// only the sum of the pauses.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The time without a byte after which an attempt ends. It is 60 s by default.
    pub const fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// The longest time of the whole upload. There is no limit by default, since a large file may take hours.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Uploads a file. The file is read while it is sent.
    ///
    /// # Errors
    ///
    /// The file cannot be read, the file changed while it was sent, or its host did not accept it.
    pub async fn from_file(self, path: impl AsRef<Path>) -> Result<Uploaded, Error> {
        let (place, deadline) = (self.url.to_string(), self.deadline);
        let last_failure = LastFailure::default();
        let attempts = Attempts::new(self.retry.clone(), last_failure.clone());
        let sent = async {
            let file = LocalFile::open(path.as_ref())
                .await
                .map_err(|error| attempts.error(error))?;
            self.send(Source::File(file), attempts).await
        };
        within(deadline, &place, &last_failure, sent).await
    }

    /// Uploads bytes that are in memory.
    ///
    /// # Errors
    ///
    /// The host did not accept the bytes.
    pub async fn from_bytes(self, bytes: impl Into<Bytes>) -> Result<Uploaded, Error> {
        let (place, deadline) = (self.url.to_string(), self.deadline);
        let last_failure = LastFailure::default();
        let attempts = Attempts::new(self.retry.clone(), last_failure.clone());
        let sent = self.send(Source::Bytes(bytes.into()), attempts);
        within(deadline, &place, &last_failure, sent).await
    }

    async fn send(mut self, source: Source, mut attempts: Attempts) -> Result<Uploaded, Error> {
        loop {
            attempts.begin();
            let failure = match self.attempt(&source).await? {
                Ok(()) => break,
                Err(failure) => failure,
            };
            let recovered = attempts.recover(failure, &mut self.url, self.fresh.as_mut());
            recovered.await?;
        }
        if let Source::File(file) = &source {
            let unchanged = file.check_unchanged().await;
            unchanged.map_err(|error| attempts.error(error))?;
        }
        Ok(Uploaded {
            url: self.url,
            bytes: source.bytes(),
        })
    }

    /// Sends the file once. The outer error is an error in the caller's settings.
    async fn attempt(&mut self, source: &Source) -> Result<Result<(), Failure>, Error> {
        let shared = Arc::new(Mutex::new(Moving {
            bytes: 0,
            last: Instant::now(),
            listener: std::mem::take(&mut self.listener),
            problem: None,
        }));
        let http = self.client.http(&self.url)?;
        let total = source.bytes();
        let request = http
            .put(self.url.expose())
            .header(header::CONTENT_TYPE, self.content_type.clone())
            .header(header::CONTENT_LENGTH, total)
            .body(source.body(shared.clone()))
            .timeout(NO_TIMEOUT)
            .send();
        let result = while_bytes_move(request, &shared, self.idle).await;
        let (at, problem) = {
            // The HTTP client may continue to read the body after this. These bytes are not reported as progress.
            let mut moving = lock(&shared);
            self.listener = std::mem::take(&mut moving.listener);
            (moving.bytes, moving.problem.take())
        };
        if let Some(problem) = problem {
            return Ok(Err(Failure::is_final(problem)));
        }
        Ok(match result {
            None => Err(Failure::may_pass(
                TransferError::Idle {
                    place: self.url.to_string(),
                    at,
                    total: Some(total),
                    limit: self.idle,
                },
                Reason::Broken,
            )),
            Some(Err(error)) => Err(Failure::network(&self.url, (at, Some(total)), error)),
            Some(Ok(response)) if response.status().is_success() => Ok(()),
            Some(Ok(response)) => Err(refusal(&self.url, response, self.idle).await),
        })
    }
}

/// Waits for the response while bytes move. Returns `None` when no byte moved for the time `idle`.
async fn while_bytes_move(
    request: impl Future<Output = reqwest::Result<Response>>,
    shared: &Mutex<Moving>,
    idle: Duration,
) -> Option<reqwest::Result<Response>> {
    let mut request = pin!(request);
    loop {
        let last = lock(shared).last;
        // A time that the clock cannot represent means no limit.
        let Some(end) = last.checked_add(idle) else {
            return Some(request.await);
        };
        match timeout_at(end, &mut request).await {
            Ok(result) => return Some(result),
            Err(_) if lock(shared).last > last => {}
            Err(_) => return None,
        }
    }
}

/// The data that an attempt shares with its body. The HTTP client reads the body during the attempt.
struct Moving {
    bytes: u64,
    /// When the last bytes moved.
    last: Instant,
    listener: Listener,
    /// Why reading the file failed. The HTTP client would only report that the body failed.
    problem: Option<TransferError>,
}

fn lock(shared: &Mutex<Moving>) -> MutexGuard<'_, Moving> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The content of an upload.
#[derive(Clone, Debug)]
enum Source {
    File(LocalFile),
    Bytes(Bytes),
}

impl Source {
    fn bytes(&self) -> u64 {
        match self {
            Self::File(file) => file.bytes(),
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    async fn piece(&self, at: u64) -> Result<Bytes, TransferError> {
        match self {
            Self::File(file) => file.piece(at).await,
            Self::Bytes(bytes) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                let end = at.saturating_add(PIECE).min(bytes.len());
                Ok(bytes.slice(at..end))
            }
        }
    }

    /// The body of one attempt.
    fn body(&self, shared: Arc<Mutex<Moving>>) -> Body {
        let total = self.bytes();
        let pieces = stream::try_unfold((self.clone(), 0), move |(source, at)| {
            let shared = shared.clone();
            async move {
                if at >= total {
                    return Ok(None);
                }
                match source.piece(at).await {
                    Ok(piece) => {
                        let at = at + piece.len() as u64;
                        let mut moving = lock(&shared);
                        (moving.bytes, moving.last) = (at, Instant::now());
                        moving.listener.report(at, Some(total));
                        drop(moving);
                        Ok(Some((piece, (source, at))))
                    }
                    Err(problem) => {
                        lock(&shared).problem = Some(problem);
                        Err(std::io::Error::other("the file cannot be read on"))
                    }
                }
            }
        });
        Body::wrap_stream(pieces)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
