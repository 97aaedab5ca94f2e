//! A file of this machine as the body of a request.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;

use super::part_file::file_error;
use crate::error::TransferError;

/// The number of bytes in one read.
const PIECE: usize = 256 * 1024;

/// A file that is sent. It is opened once, so removing or replacing it during the upload has no effect.
#[derive(Clone, Debug)]
pub(crate) struct LocalFile {
    file: Arc<fs::File>,
    path: PathBuf,
    bytes: u64,
    changed_at: Option<SystemTime>,
}

impl LocalFile {
    pub(crate) async fn open(path: &Path) -> Result<Self, TransferError> {
        let path = path.to_owned();
        in_background(move || {
            let cannot = |error| file_error("read", &path, error);
            // This check comes first, since opening a pipe would wait for a writer.
            if !fs::metadata(&path).map_err(cannot)?.is_file() {
                let problem = "it is not a regular file; save it as one first";
                return Err(TransferError::Unfit { path, problem });
            }
            let file = fs::File::open(&path).map_err(cannot)?;
            let metadata = file.metadata().map_err(cannot)?;
            let bytes = metadata.len();
            // Files that the system generates, such as those in `/proc`, are like this.
            if bytes == 0 && read_at(&file, &mut [0], 0).map_err(cannot)? > 0 {
                let problem =
                    "it has content, but its size reads as 0; copy it to a regular file first";
                return Err(TransferError::Unfit { path, problem });
            }
            Ok(Self {
                file: Arc::new(file),
                bytes,
                changed_at: metadata.modified().ok(),
                path,
            })
        })
        .await
    }

    /// The size of the file when it was opened.
    pub(crate) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The piece at a place. Attempts do not share a position in the file, since the HTTP client may still read the
    /// body of a failed attempt.
    pub(crate) async fn piece(&self, at: u64) -> Result<Bytes, TransferError> {
        let this = self.clone();
        in_background(move || {
            let left = this.bytes.saturating_sub(at);
            let mut piece = vec![0; usize::try_from(left).map_or(PIECE, |left| left.min(PIECE))];
            let read = match read_at(&this.file, &mut piece, at) {
                Ok(0) => return Err(this.changing(format!("it ends after {at} of {} bytes", this.bytes))),
                Ok(read) => read,
                Err(error) => return Err(file_error("read", &this.path, error)),
            };
            piece.truncate(read);
            Ok(Bytes::from(piece))
        })
        .await
    }

    /// Checks that the file did not change after it was opened.
    pub(crate) async fn check_unchanged(&self) -> Result<(), TransferError> {
        let this = self.clone();
        in_background(move || {
            let now = this.file.metadata();
            let now = now.map_err(|error| file_error("read", &this.path, error))?;
            if now.len() != this.bytes {
                let problem = format!("it had {} bytes and now has {}", this.bytes, now.len());
                return Err(this.changing(problem));
            }
            if now.modified().ok() != this.changed_at {
                return Err(this.changing("somebody wrote to it".to_owned()));
            }
            Ok(())
        })
        .await
    }

    fn changing(&self, problem: String) -> TransferError {
        let path = self.path.clone();
        TransferError::Changing { path, problem }
    }
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TransferError> + Send + 'static,
) -> Result<T, TransferError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(file_error("read", Path::new("the file"), error.into())))
}

#[cfg(unix)]
fn read_at(file: &fs::File, into: &mut [u8], at: u64) -> io::Result<usize> {
    retried(|| std::os::unix::fs::FileExt::read_at(file, into, at))
}

#[cfg(windows)]
fn read_at(file: &fs::File, into: &mut [u8], at: u64) -> io::Result<usize> {
    retried(|| std::os::windows::fs::FileExt::seek_read(file, into, at))
}

fn retried(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
