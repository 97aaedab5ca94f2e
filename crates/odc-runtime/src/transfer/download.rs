//! A download: the settings of the caller, and the file or stream that it becomes.

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt as _, TryStreamExt, stream};

use super::attempts::{Attempts, LastFailure};
use super::client::FileClient;
use super::fetcher::{Fetcher, NextChunk};
use super::fresh::Fresh;
use super::limits::{IDLE, within};
use super::part_file::PartFile;
use super::progress::{Listener, Progress};
use super::url::PresignedUrl;
use crate::error::{Error, TransferError};
use crate::retry::RetryPolicy;

/// A download from a pre-signed URL. See [`Transfers::download`](crate::Transfers::download).
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

    /// Keeps the bytes that have come if the download ends early. The next download to the same name continues there,
    /// even in another process.
    ///
    /// Then there is a file `NAME.part.version` beside `NAME.part`. It contains the version of the file as its host
    /// states it. If the host has another version at the next download, or states no version, the download begins
    /// again. This setting has an effect only on [`to_file`](Self::to_file).
    ///
    /// `NAME.part` stays after the end of the process, even after a kill. After a crash of the machine itself, remove
    /// it: it may lack bytes that the operating system had not written to the disk.
    pub const fn resumable(mut self) -> Self {
        self.is_resumable = true;
        self
    }

    /// Sets a function that gets another URL of the same file from its API. It is called when the host refuses a URL
    /// because it has expired. The download continues at its place.
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

    /// Sets a function that is called with the progress, each time that bytes have come.
    pub fn on_progress(mut self, listen: impl FnMut(Progress) + Send + 'static) -> Self {
        self.listener = Listener::new(listen);
        self
    }

    /// Sets another retry policy than the tenant's. The count of retries begins again after each mebibyte of new bytes.
    /// The policy's deadline limits only the sum of the pauses.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The time without a byte after which an attempt ends. It is 60 s by default.
    pub const fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// The longest time of the whole download. There is no limit by default, since a large file may take hours.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Downloads to a file, and returns its size.
    ///
    /// The bytes go to `NAME.part` in the same folder. A file with this name is overwritten, or replaced if
    /// others can write to it or it has a second name. When all bytes are on the
    /// disk, the file gets its name in one step. So its name always belongs to the whole file or to the file that was
    /// there before. `NAME.part` is removed after an error, and when the future is dropped, unless the download is
    /// [`resumable`](Self::resumable). A second download to the same name at the same time is refused.
    ///
    /// # Errors
    ///
    /// The whole file did not come, or it could not be written.
    pub async fn to_file(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let (place, deadline) = (self.url.to_string(), self.deadline);
        let last_failure = LastFailure::default();
        let saved = self.save(path.as_ref(), last_failure.clone());
        within(deadline, &place, &last_failure, saved).await
    }

    async fn save(self, path: &Path, last_failure: LastFailure) -> Result<u64, Error> {
        let is_kept = self.is_resumable;
        let mut fetcher = self.fetcher(last_failure).can_begin_again();
        let mut file = PartFile::create(path, is_kept)
            .await
            .map_err(|error| fetcher.error(error))?;
        let is_of_use = match file.begun() {
            Some((at, version)) => fetcher.go_on(at, version),
            None => true,
        };
        if !is_of_use {
            file.begin_again()
                .await
                .map_err(|error| fetcher.error(error))?;
        }
        if let Err(error) = fill(&mut file, &mut fetcher).await {
            file.settle().await;
            return Err(error);
        }
        file.finish().await.map_err(|error| fetcher.error(error))?;
        Ok(fetcher.received())
    }

    /// Downloads as a stream of pieces.
    ///
    /// When the connection breaks, the stream continues at its place. It ends with an error when that is impossible:
    /// the file has changed on the server, or the server neither sends parts nor names the version of a file.
    /// [`deadline`](Self::deadline) has no effect here, since the reader decides how long the stream takes.
    pub fn stream(self) -> FileStream {
        let pieces = stream::try_unfold(
            self.fetcher(LastFailure::default()),
            |mut fetcher| async move {
                match fetcher.next().await? {
                    NextChunk::Bytes(piece) => {
                        let total = fetcher.total();
                        Ok(Some(((piece, total), fetcher)))
                    }
                    NextChunk::End => Ok(None),
                    NextChunk::FromTheStart => {
                        let place = fetcher.place();
                        Err(fetcher.error(TransferError::Changed { place }))
                    }
                }
            },
        );
        FileStream {
            pieces: Box::pin(pieces.fuse()),
            received: 0,
            total: None,
        }
    }

    fn fetcher(self, last_failure: LastFailure) -> Fetcher {
        let attempts = Attempts::new(self.retry, last_failure);
        Fetcher::new(
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
async fn fill(file: &mut PartFile, fetcher: &mut Fetcher) -> Result<(), Error> {
    loop {
        let done = match fetcher.next().await? {
            NextChunk::Bytes(piece) => {
                let noted = file.set_version(fetcher.version());
                noted.map_err(|error| fetcher.error(error))?;
                file.write(&piece).await
            }
            NextChunk::FromTheStart => file.begin_again().await,
            NextChunk::End => return Ok(()),
        };
        done.map_err(|error| fetcher.error(error))?;
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

/// A file that comes from its host, as a stream of pieces.
///
/// [`try_next`](Self::try_next) works without any import.
#[must_use = "a stream does nothing unless it is polled"]
pub struct FileStream {
    pieces: Pieces,
    received: u64,
    total: Option<u64>,
}

impl FileStream {
    /// The number of bytes that have come up to now.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The size of the file. It is known after the first piece, if the server names it.
    #[must_use]
    pub const fn total(&self) -> Option<u64> {
        self.total
    }

    /// The next piece, or `Ok(None)` after the last piece.
    ///
    /// # Errors
    ///
    /// The whole file did not come.
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
