//! A download: the settings of the user, and the file or stream that it becomes.

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt as _, TryStreamExt, stream};

use super::attempts::Attempts;
use super::client::FileClient;
use super::fresh::Fresh;
use super::limits::{IDLE, within};
use super::part_file::PartFile;
use super::progress::{Listener, Progress};
use super::pull::{Next, Pull};
use super::url::PresignedUrl;
use crate::error::{Error, TransferError};
use crate::retry::RetryPolicy;

/// A download from a pre-signed URL; see [`Transfers::download`](crate::Transfers::download).
#[must_use = "a download does nothing before to_file() or stream()"]
pub struct Download {
    client: FileClient,
    url: PresignedUrl,
    fresh: Option<Fresh>,
    listener: Listener,
    retry: RetryPolicy,
    idle: Duration,
    deadline: Option<Duration>,
    is_resumable: bool,
}

impl Download {
    pub(super) fn new(client: FileClient, url: PresignedUrl) -> Self {
        Self {
            retry: client.retry().clone(),
            client,
            url,
            fresh: None,
            listener: Listener::default(),
            idle: IDLE,
            deadline: None,
            is_resumable: false,
        }
    }

    /// Keeps what has come when the download ends early, and goes on there the next time, in another process too.
    ///
    /// Beside `NAME.part` there is then `NAME.part.version`, which names the version of the file as its host does. If the
    /// host has another version by then, or names none, the download begins again. For [`to_file`](Self::to_file) alone.
    pub const fn resumable(mut self) -> Self {
        self.is_resumable = true;
        self
    }

    /// Gets a URL of the same file from its API, when the URL is refused because it has expired. The download goes on
    /// where it is.
    ///
    /// Each fresh URL counts as a retry.
    pub fn fresh_url<F, Fut>(mut self, ask: F) -> Self
    where
        F: FnMut() -> Fut + Send + 'static,
        Fut: Future<Output = Result<PresignedUrl, Error>> + Send + 'static,
    {
        self.fresh = Some(Fresh::new(ask));
        self
    }

    /// Called with how far the download is, each time that bytes have come.
    pub fn on_progress(mut self, listen: impl FnMut(Progress) + Send + 'static) -> Self {
        self.listener = Listener::new(listen);
        self
    }

    /// Retries by another policy than the tenant's. The count of retries begins again after each mebibyte that had not come
    /// before. The policy's deadline bounds the pauses.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// After how long without a byte an attempt is given up. 60 s by default.
    pub const fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// How long the whole download may take. No limit by default, since a large file may take hours.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Downloads to a file, and returns its size.
    ///
    /// The bytes go to `NAME.part` beside it; a file of that name is overwritten. When all have come and are on the disk,
    /// it gets the name, in one step: under its name there is the whole file or what was there before. After an error, or
    /// when the future is dropped, nothing is left, unless the download is [`resumable`](Self::resumable). Two downloads to one name at a time are refused.
    ///
    /// # Errors
    ///
    /// The file did not come as a whole, or could not be written.
    pub async fn to_file(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let (place, deadline) = (self.url.to_string(), self.deadline);
        within(deadline, &place, self.save(path.as_ref())).await
    }

    async fn save(self, path: &Path) -> Result<u64, Error> {
        let is_kept = self.is_resumable;
        let mut pull = self.pull().can_begin_again();
        let mut file = PartFile::create(path, is_kept)
            .await
            .map_err(|error| pull.error(error))?;
        let is_of_use = match file.begun() {
            Some((at, version)) => pull.go_on(at, version),
            None => true,
        };
        if !is_of_use {
            file.begin_again()
                .await
                .map_err(|error| pull.error(error))?;
        }
        if let Err(error) = fill(&mut file, &mut pull).await {
            file.settle().await;
            return Err(error);
        }
        file.finish().await.map_err(|error| pull.error(error))?;
        Ok(pull.at())
    }

    /// Downloads as a stream of pieces.
    ///
    /// After a cut it goes on where it is. If that cannot be, because the file has changed on the server, or the server
    /// neither sends parts nor names the version of a file, the stream ends with an error. [`deadline`](Self::deadline)
    /// does not act here: whoever reads decides how long.
    pub fn stream(self) -> FileStream {
        let pieces = stream::try_unfold(self.pull(), |mut pull| async move {
            match pull.next().await? {
                Next::Piece(piece) => {
                    let total = pull.total();
                    Ok(Some(((piece, total), pull)))
                }
                Next::End => Ok(None),
                Next::FromTheStart => {
                    let place = pull.place();
                    Err(pull.error(TransferError::Changed { place }))
                }
            }
        });
        FileStream {
            pieces: Box::pin(pieces.fuse()),
            received: 0,
            total: None,
        }
    }

    fn pull(self) -> Pull {
        let attempts = Attempts::new(self.retry);
        Pull::new(
            self.client,
            self.url,
            self.fresh,
            self.idle,
            self.listener,
            attempts,
        )
    }
}

/// Brings all that is missing to the file.
async fn fill(file: &mut PartFile, pull: &mut Pull) -> Result<(), Error> {
    loop {
        let done = match pull.next().await? {
            Next::Piece(piece) => {
                let noted = file.set_version(pull.version());
                noted.map_err(|error| pull.error(error))?;
                file.write(&piece).await
            }
            Next::FromTheStart => file.begin_again().await,
            Next::End => return Ok(()),
        };
        done.map_err(|error| pull.error(error))?;
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

type Pieces = Pin<Box<dyn Stream<Item = Result<(Bytes, Option<u64>), Error>> + Send>>;

/// A file as it comes from its host.
///
/// [`try_next`](Self::try_next) works without any import.
#[must_use = "a stream does nothing unless it is polled"]
pub struct FileStream {
    pieces: Pieces,
    received: u64,
    total: Option<u64>,
}

impl FileStream {
    /// How many bytes have come so far.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The size of the file, when the first piece is here and the server has named it.
    #[must_use]
    pub const fn total(&self) -> Option<u64> {
        self.total
    }

    /// The next piece; `Ok(None)` after the last one.
    ///
    /// # Errors
    ///
    /// The file did not come as a whole.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        TryStreamExt::try_next(self).await
    }
}

impl Stream for FileStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.pieces.as_mut().poll_next(cx));
        Poll::Ready(piece.map(|piece| {
            let (piece, total) = piece?;
            self.received += piece.len() as u64;
            self.total = total;
            Ok(piece)
        }))
    }
}

impl fmt::Debug for FileStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStream")
            .field("received", &self.received)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
