//! Prints an [`Error`] as one line that says what happened and what to do.

use std::error::Error as _;
use std::fmt;

use http::StatusCode;
use odc_http::network::{no_connection, root_cause};
use odc_http::text::{one_line, printable};

use super::problem::describe_success;
use super::{Awaited, Cause, Error, Inner, OpaqueBody, ProblemDetails};
use crate::operation::{Operation, Requirement};

/// The largest length of a printed text of the service, or of a cause, in characters.
const LONGEST_CAUSE: usize = 300;

/// The whole line is made printable, with any content.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", printable(&format!("{}", Line(self))))
    }
}

struct Line<'a>(&'a Error);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0.inner;
        if let Some(call) = &inner.raw_call {
            write!(f, "{call}: ")?;
        } else if let Some(operation) = inner.operation {
            write!(f, "{}: ", operation.id())?;
        }
        match &inner.cause {
            Cause::Config(error) => error.fmt(f),
            Cause::Setup(error) => error.fmt(f),
            Cause::Runtime(error) => error.fmt(f),
            Cause::Auth(error) => error.fmt(f),
            Cause::Budget(error) => error.fmt(f),
            Cause::InvalidRequest(reason) => write!(f, "the request cannot be built: {reason}"),
            Cause::Middleware(error) => {
                write!(f, "a middleware failed: {}", root_cause(&**error))
            }
            Cause::Network(error) => f.write_str(&describe_network(error)),
            Cause::DeadlinePassed(error) => error.fmt(f),
            Cause::Status {
                status,
                no_token: Some(error),
                ..
            } => write!(
                f,
                "{status}: the service no longer accepts the token, and there is no other: {error}"
            ),
            Cause::Status {
                status,
                problem,
                body,
                ..
            } => write_status(f, inner, *status, problem.as_ref(), body.as_ref()),
            Cause::Decode {
                status,
                error,
                form,
            } => write!(
                f,
                "{status}, but the body is {}: {error}",
                describe_success(*form)
            ),
            Cause::TooLarge(error) => error.fmt(f),
            Cause::Redirected(error) => error.fmt(f),
            Cause::Deadline {
                waited_for,
                deadline,
            } => write!(f, "{waited_for} did not end within {deadline:?}"),
            Cause::Transfer(error) => error.fmt(f),
            Cause::Wait(error) => error.fmt(f),
            Cause::List(fault) => fault.fmt(f),
            Cause::Task(_) => f.write_str("the task that fetched a page was stopped"),
        }?;
        if inner.attempts > 1 {
            let seconds = inner.elapsed.as_secs_f64();
            write!(f, ", after {} attempts in {seconds:.1} s", inner.attempts)?;
        }
        if self.0.may_have_taken_effect() {
            f.write_str("; the service may have carried it out: look before you send it again")?;
        }
        if let Some(Awaited { name, key }) = &inner.awaited {
            write!(
                f,
                "; the waiting for the {name} {key} has stopped: correct this, then wait again"
            )?;
        }
        Ok(())
    }
}

fn describe_network(error: &reqwest::Error) -> String {
    if error.is_connect() && error.is_timeout() {
        return "no connection could be made in time".to_owned();
    }
    if error.is_connect() {
        return no_connection(error);
    }
    if error.is_timeout() {
        return "no complete response came in time".to_owned();
    }
    let what = if error.is_body() || error.is_decode() {
        "the connection broke while the response was read"
    } else if error.is_builder() {
        "the request cannot be sent"
    } else {
        "the connection broke before a response came"
    };
    match error.source() {
        Some(source) => format!("{what}: {}", root_cause(source)),
        None => what.to_owned(),
    }
}

fn write_status(
    f: &mut fmt::Formatter<'_>,
    inner: &Inner,
    status: StatusCode,
    problem: Option<&ProblemDetails>,
    body: Option<&OpaqueBody>,
) -> fmt::Result {
    write!(f, "{status}")?;
    let problem_of_403 = problem.filter(|_| status == StatusCode::FORBIDDEN);
    let requirement = inner.operation.and_then(Operation::requirement);
    let requirement = requirement.filter(|needs| !needs.permissions().is_empty());
    if let Some((problem, requirement)) = problem_of_403.zip(requirement) {
        write_missing(f, problem, requirement, inner.stage.as_deref())?;
    } else if status == StatusCode::UNAUTHORIZED {
        f.write_str(": the service does not accept the token; ")?;
        if let Some(gap) = inner.clock_gap {
            write!(
                f,
                "this machine's clock is {gap} that of the service: set it to the time, or "
            )?;
        }
        f.write_str("check in the ODC portal whether the API client is suspended")?;
    } else if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
        f.write_str(": a proxy asks for a user and a password; write them into its URL, as HTTPS_PROXY=http://user:password@host:port")?;
    } else if status == StatusCode::FORBIDDEN
        && let Some(body) = body.filter(|body| body.is_of_gateway())
    {
        let what = body.describe();
        write!(
            f,
            ": {what}, so this is not a missing permission: a firewall or a proxy refused the request; ask who runs it"
        )?;
    } else if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
        f.write_str(": a redirect, which is not followed; check the portal domain")?;
    } else if let Some(words) = problem.and_then(service_words) {
        write!(f, ": {words}")?;
    } else if let Some(body) = body {
        write!(f, ": {}", body.describe())?;
    }
    let Some(problem) = problem else {
        return Ok(());
    };
    match (&problem.trace_id, &problem.error_code) {
        (Some(trace), Some(code)) => {
            write!(f, " (trace {trace}, code {code})")
        }
        (Some(trace), None) => write!(f, " (trace {trace})"),
        (None, Some(code)) => write!(f, " (code {code})"),
        (None, None) => Ok(()),
    }
}

/// The permissions that the API client needs, and the text of the service. Each permission is shown only once.
fn write_missing(
    f: &mut fmt::Formatter<'_>,
    problem: &ProblemDetails,
    requirement: &Requirement,
    stage: Option<&str>,
) -> fmt::Result {
    let detail = printable_text(problem.detail.as_deref());
    let said = detail.to_lowercase();
    // The service may leave out the category of a permission. A single word is not enough to recognize a permission.
    let is_named = |permission: &&str| {
        let permission = permission.to_lowercase();
        let name = permission.rsplit('>').next().unwrap_or_default().trim();
        said.contains(&permission) || (name.contains(' ') && said.contains(name))
    };
    let stage = stage.filter(|stage| !said.contains(&stage.to_lowercase()));
    let stage = stage.map_or(String::new(), |stage| format!(" (stage {stage})"));
    if requirement.permissions().iter().any(is_named) {
        return write!(f, ": {detail}{stage}");
    }
    write!(f, ": the API client needs {requirement}{stage}")?;
    if !detail.is_empty() {
        write!(f, "; the service says: {detail}")?;
    }
    Ok(())
}

/// The text of the service: the detail, or the title if there is no detail.
fn service_words(problem: &ProblemDetails) -> Option<String> {
    let line = printable_text(problem.detail.as_deref().or(problem.title.as_deref()));
    (!line.is_empty()).then_some(line)
}

fn printable_text(text: Option<&str>) -> String {
    one_line(text.unwrap_or_default(), LONGEST_CAUSE)
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f
                .debug_struct("Error")
                .field("kind", &self.kind())
                .field("operation", &self.operation())
                .field("status", &self.status())
                .field("attempts", &self.attempts())
                .field("elapsed", &self.elapsed())
                .field("message", &format_args!("{self}"))
                .finish_non_exhaustive();
        }
        write!(f, "{self}")?;
        let mut source = self.source();
        while let Some(cause) = source {
            let line = one_line(&cause.to_string(), LONGEST_CAUSE);
            write!(f, "\n  caused by: {line}")?;
            source = cause.source();
        }
        Ok(())
    }
}
