//! Forms of the type `multipart/form-data`: their files, and how they are sent.

use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::{FutureExt as _, TryStreamExt as _, stream};
use http::header::CONTENT_TYPE;
use odc_http::body::is_json;
use reqwest::Body;
use reqwest::multipart::{Form, Part};
use reqwest_middleware::RequestBuilder;
use serde::Serialize;
use serde_json::{Map, Value};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::error::{Cause, Error};
use crate::form::text;
use crate::transfer::LocalFile;

/// The number of bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// A file in a form: its content, a file name and a media type.
///
/// When a call is retried, content in memory is sent again. A call with a file that is read while it is sent
/// ([`from_path`](Self::from_path), [`from_reader`](Self::from_reader)) is sent only once, because the bytes that
/// were read are not kept. Such a call is not retried after a failure or after a rejected token.
///
/// ```
/// use odc_runtime::FilePart;
///
/// let image = FilePart::from_bytes(vec![0x89, b'P', b'N', b'G'])
///     .file_name("logo.png")
///     .content_type("image/png");
/// let note: FilePart = "plain text".into();
/// ```
#[derive(Clone)]
#[must_use]
pub struct FilePart {
    content: Content,
    file_name: Option<String>,
    content_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    File(LocalFile),
    Reader { reader: Reader, length: u64 },
}

/// A reader that is read only once, by the first clone of its part that is sent.
type Reader = Arc<Mutex<Option<Pin<Box<dyn AsyncRead + Send + Sync>>>>>;

impl FilePart {
    fn new(content: Content) -> Self {
        Self {
            content,
            file_name: None,
            content_type: None,
        }
    }

    /// A file with these bytes.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(Content::Bytes(bytes.into()))
    }

    /// A file with this text, in UTF-8.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::from_bytes(text.into())
    }

    /// A file of this machine. It is opened now and read while it is sent, so it may have any size. Its name is sent
    /// without its folder.
    ///
    /// # Errors
    ///
    /// The file cannot be opened, or it is not a regular file.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = LocalFile::open(path).await;
        let file = file.map_err(|error| Error::new(Cause::Transfer(error)))?;
        let part = Self::new(Content::File(file));
        Ok(match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy()),
            None => part,
        })
    }

    /// A file of `length` bytes from a reader. The bytes are read while they are sent. If the reader ends too early,
    /// the call fails; additional bytes are not sent. Only one of several clones of the part can be sent.
    pub fn from_reader(reader: impl AsyncRead + Send + Sync + 'static, length: u64) -> Self {
        let reader: Pin<Box<dyn AsyncRead + Send + Sync>> = Box::pin(reader);
        Self::new(Content::Reader {
            reader: Arc::new(Mutex::new(Some(reader))),
            length,
        })
    }

    /// Sets the file name that is sent. Some services treat a part without a file name as a text.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. By default, it is the one of the document, or `application/octet-stream`.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The size of the content in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File(file) => file.bytes(),
            Content::Reader { length, .. } => *length,
        }
    }

    /// The part for one request.
    fn to_part(&self, media_type: &str) -> Result<Part, MultipartError> {
        let part = match &self.content {
            // A `Part` of bytes would copy them.
            Content::Bytes(bytes) => {
                Part::stream_with_length(Body::from(bytes.clone()), self.length())
            }
            Content::File(file) => Part::stream_with_length(file_body(file.clone()), file.bytes()),
            Content::Reader { reader, length } => {
                let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
                let reader = reader.take().ok_or(MultipartError::AlreadySent)?;
                Part::stream_with_length(reader_body(reader, *length), *length)
            }
        };
        let media_type = self.content_type.as_deref().unwrap_or(media_type);
        let part = with_media_type(part, media_type)?;
        Ok(match &self.file_name {
            Some(name) if name.contains(char::is_control) => {
                return Err(MultipartError::FileName(name.clone()));
            }
            Some(name) => part.file_name(name.clone()),
            None => part,
        })
    }
}

fn with_media_type(part: Part, media_type: &str) -> Result<Part, MultipartError> {
    let checked = part.mime_str(media_type);
    checked.map_err(|_| MultipartError::MediaType(media_type.to_owned()))
}

fn file_body(file: LocalFile) -> Body {
    let total = file.bytes();
    Body::wrap_stream(stream::try_unfold(
        (file, 0),
        move |(file, at)| async move {
            let failed = |error| io::Error::other(Error::new(Cause::Transfer(error)));
            if at >= total {
                file.check_unchanged().await.map_err(failed)?;
                return Ok(None);
            }
            let piece = file.piece(at).await.map_err(failed)?;
            let at = at + piece.len() as u64;
            Ok::<_, io::Error>(Some((piece, (file, at))))
        },
    ))
}

fn reader_body(reader: Pin<Box<dyn AsyncRead + Send + Sync>>, length: u64) -> Body {
    let reader = reader.take(length);
    Body::wrap_stream(stream::try_unfold(reader, move |mut reader| async move {
        let left = reader.limit();
        if left == 0 {
            return Ok(None);
        }
        let mut piece = vec![0; usize::try_from(left).map_or(PIECE, |left| left.min(PIECE))];
        let read = reader.read(&mut piece).await?;
        if read == 0 {
            let at = length - left;
            let problem = format!("the reader of a file ended after {at} of {length} bytes");
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, problem));
        }
        piece.truncate(read);
        Ok(Some((Bytes::from(piece), reader)))
    }))
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Bytes> for FilePart {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<&'static [u8]> for FilePart {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<String> for FilePart {
    fn from(text: String) -> Self {
        Self::from_text(text)
    }
}

impl From<&str> for FilePart {
    fn from(text: &str) -> Self {
        Self::from_text(text)
    }
}

/// Shows neither the content nor the name of the file.
impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("length", &self.length())
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// Why a form cannot be sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MultipartError {
    /// The fields cannot be written as JSON.
    #[error("the fields of the form cannot be written as JSON: {0}")]
    Fields(#[from] serde_json::Error),
    /// A name that is not allowed for a part.
    #[error("{0:?} cannot be the name of a part; use a name without quotes and control characters")]
    Name(String),
    /// A file name that is not allowed for a part.
    #[error("{0:?} cannot be a file name; use a name without control characters")]
    FileName(String),
    /// A text that is not a media type.
    #[error("{0:?} is not a media type; write it as `image/png`")]
    MediaType(String),
    /// The reader of a file was used by another call.
    #[error("the reader of a file was sent before; make a new FilePart for each call")]
    AlreadySent,
}

/// A form of the type `multipart/form-data`, as generated code sends it.
#[derive(Debug)]
#[must_use]
pub struct MultipartForm {
    form: Form,
    is_empty: bool,
    /// Whether its whole content is in memory, so that it can be sent again.
    in_memory: bool,
}

impl Default for MultipartForm {
    fn default() -> Self {
        Self {
            // A name is sent as it is, in quotes, as browsers do (RFC 7578, section 5.1).
            form: Form::new().percent_encode_noop(),
            is_empty: true,
            in_memory: true,
        }
    }
}

impl MultipartForm {
    /// Adds the members of a value: a text, number or boolean as a part of text, an object as a part of JSON, and a list
    /// as a part for each element (`OpenAPI` 3.0.3, "Special Considerations for multipart Content"). A media type of
    /// JSON makes one part of any value. A member that is null is not sent.
    ///
    /// # Errors
    ///
    /// A value that is not an object, a name that is not allowed for a part, or an invalid media type.
    pub fn fields<T: Serialize>(
        mut self,
        fields: &T,
        media_types: &[(&str, &str)],
    ) -> Result<Self, MultipartError> {
        let members: Map<String, Value> = serde_json::from_value(serde_json::to_value(fields)?)?;
        for (name, value) in members {
            let media_type = media_types.iter().find(|(typed, _)| *typed == name);
            let media_type = media_type.map(|(_, media_type)| *media_type);
            match value {
                Value::Null => {}
                Value::Array(elements) if !media_type.is_some_and(is_json) => {
                    for element in elements.iter().filter(|element| !element.is_null()) {
                        self = self.value(&name, element, media_type)?;
                    }
                }
                value => self = self.value(&name, &value, media_type)?,
            }
        }
        Ok(self)
    }

    fn value(
        self,
        name: &str,
        value: &Value,
        media_type: Option<&str>,
    ) -> Result<Self, MultipartError> {
        let is_nested = matches!(value, Value::Array(_) | Value::Object(_));
        let media_type = media_type.or(is_nested.then_some("application/json"));
        let part = match media_type {
            Some(media_type) if is_json(media_type) => Part::text(value.to_string()),
            _ => Part::text(text(value)),
        };
        let part = match media_type {
            Some(media_type) => with_media_type(part, media_type)?,
            None => part,
        };
        self.part(name, part)
    }

    /// Adds a file. `media_type` is the media type in the document.
    ///
    /// # Errors
    ///
    /// An invalid name, file name or media type; or a reader that was already sent.
    pub fn file(
        mut self,
        name: &str,
        file: &FilePart,
        media_type: &str,
    ) -> Result<Self, MultipartError> {
        self.in_memory &= matches!(file.content, Content::Bytes(_));
        let part = file.to_part(media_type)?;
        self.part(name, part)
    }

    fn part(mut self, name: &str, part: Part) -> Result<Self, MultipartError> {
        if name.contains(['"', '\\']) || name.contains(char::is_control) {
            return Err(MultipartError::Name(name.to_owned()));
        }
        self.form = self.form.part(name.to_owned(), part);
        self.is_empty = false;
        Ok(self)
    }

    /// Makes the form the body of a request. A form in memory becomes a single piece, which can be sent again.
    pub fn send_with(self, request: RequestBuilder) -> RequestBuilder {
        if !self.in_memory {
            return request.multipart(self.form);
        }
        let media_type = format!("multipart/form-data; boundary={}", self.form.boundary());
        let end = format!("--{}--\r\n", self.form.boundary());
        let body = if self.is_empty {
            end.into_bytes()
        } else {
            collected(self.form)
        };
        request.header(CONTENT_TYPE, media_type).body(body)
    }
}

/// The whole text of a form that is in memory.
fn collected(form: Form) -> Vec<u8> {
    let pieces = form.into_stream().try_fold(Vec::new(), |mut all, piece| {
        all.extend_from_slice(&piece);
        std::future::ready(Ok(all))
    });
    let all = pieces.now_or_never().and_then(Result::ok);
    all.expect("pieces in memory are ready at once and do not fail")
}
