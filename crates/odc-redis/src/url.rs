//! The URL of a shared store: its address, its user, and the settings.

use std::time::Duration;

use odc_http::text::one_line;
use redis::TlsCertificates;
use url::Url;

use crate::error::ConnectError;

/// The port of a server and of a Sentinel.
const PORT: u16 = 6379;
const SENTINEL_PORT: u16 = 26379;

/// The settings that the query of a URL may contain.
const SETTINGS: &str =
    "ca, master, name, patience_ms, prefix, required, sentinel_password, sentinel_user, share";

/// How the servers work together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Topology {
    Single,
    Cluster,
    Sentinel {
        master: String,
        user: Option<String>,
        password: Option<Hidden>,
    },
}

/// A text that `Debug` does not show.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Hidden(pub(crate) String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("hidden")
    }
}

/// All parts of a URL.
#[derive(Clone, Debug)]
pub(crate) struct StoreUrl {
    pub(crate) topology: Topology,
    pub(crate) nodes: Vec<(String, u16)>,
    pub(crate) user: Option<String>,
    pub(crate) password: Option<Hidden>,
    pub(crate) database: i64,
    pub(crate) tls: bool,
    pub(crate) certificates: Option<TlsCertificates>,
    pub(crate) prefix: String,
    pub(crate) name: String,
    pub(crate) share: Option<f64>,
    pub(crate) patience: Duration,
    pub(crate) required: bool,
}

impl StoreUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, ConnectError> {
        let (scheme, rest) = text
            .trim()
            .split_once("://")
            .ok_or_else(|| problem("write redis://host:port"))?;
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (tls, kind) = kind_of(scheme)?;
        // The text after a `/`, `?` or `#` may be the rest of a password: no message may show it.
        if tail.contains('#') || (tail.contains('@') && !authority.contains('@')) {
            return Err(problem(
                "in a user name, a password or a setting, write / as %2F, ? as %3F, # as %23 and @ as %40",
            ));
        }
        let (credentials, hosts) = match authority.rsplit_once('@') {
            Some((credentials, hosts)) => (format!("{credentials}@"), hosts),
            None => (String::new(), authority),
        };
        // Each host is put into a URL of its own, which a parser for standard URLs can read.
        let urls = hosts
            .split(',')
            .map(|host| Url::parse(&format!("redis://{credentials}{host}{tail}")))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| problem(&format!("{error}; write redis://user:password@host:port")))?;
        let first = urls.first().ok_or_else(|| problem("it names no host"))?;
        let port = if kind == "sentinel" {
            SENTINEL_PORT
        } else {
            PORT
        };
        let nodes = urls
            .iter()
            .map(|url| {
                let host = url.host_str().filter(|host| !host.is_empty());
                let host = host.ok_or_else(|| {
                    problem("a host is missing; write redis://user:password@host:port")
                })?;
                let host = host.trim_start_matches('[').trim_end_matches(']');
                Ok((host.to_owned(), url.port().unwrap_or(port)))
            })
            .collect::<Result<Vec<_>, ConnectError>>()?;
        if kind.is_empty() && nodes.len() > 1 {
            return Err(problem(
                "it names several hosts; write redis-cluster:// or redis-sentinel://",
            ));
        }
        let mut settings = Self {
            topology: Topology::Single,
            nodes,
            user: decoded(first.username())?,
            password: decoded(first.password().unwrap_or_default())?.map(Hidden),
            database: database(first.path())?,
            tls,
            certificates: None,
            prefix: "odc".to_owned(),
            name: own_name(),
            share: None,
            patience: Duration::from_millis(50),
            required: true,
        };
        let (mut master, mut sentinel_user, mut sentinel_password) = (None, None, None);
        for (name, value) in first.query_pairs() {
            match &*name {
                "master" => master = Some(value.into_owned()),
                "sentinel_user" => sentinel_user = Some(value.into_owned()),
                "sentinel_password" => sentinel_password = Some(Hidden(value.into_owned())),
                _ => settings.set(&name, &value)?,
            }
        }
        settings.topology = match kind {
            "cluster" => Topology::Cluster,
            "sentinel" => Topology::Sentinel {
                master: master.take().ok_or_else(|| {
                    problem("Sentinel needs the name of the primary; add ?master=NAME")
                })?,
                user: sentinel_user.take(),
                password: sentinel_password.take(),
            },
            _ => Topology::Single,
        };
        if master.is_some() || sentinel_user.is_some() || sentinel_password.is_some() {
            return Err(problem(
                "master, sentinel_user and sentinel_password belong to redis-sentinel://",
            ));
        }
        if settings.topology == Topology::Cluster && settings.database != 0 {
            return Err(problem(
                "a cluster has only database 0; leave the number out",
            ));
        }
        Ok(settings)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), ConnectError> {
        let wrong = |what: &str| problem(&format!("{name} {what}"));
        match name {
            "ca" => self.certificates = Some(certificates(value)?),
            "prefix" => {
                let fits = |c: char| c.is_ascii_alphanumeric() || ":_.-".contains(c);
                if value.is_empty() || value.len() > 64 || !value.chars().all(fits) {
                    return Err(wrong("must have 1 to 64 letters, digits and : _ . -"));
                }
                value.clone_into(&mut self.prefix);
            }
            "name" => self.name = client_name(value),
            "share" => {
                let share = value.parse().ok().filter(|it| (0.0..=1.0).contains(it));
                self.share = Some(share.ok_or_else(|| wrong("must be a number from 0 to 1"))?);
            }
            "patience_ms" => {
                let millis = value.parse().ok().filter(|it| (1..=60_000).contains(it));
                self.patience = Duration::from_millis(
                    millis.ok_or_else(|| wrong("must be a number from 1 to 60000"))?,
                );
            }
            "required" => {
                self.required = value.parse().map_err(|_| wrong("must be true or false"))?;
            }
            _ => {
                return Err(problem(&format!(
                    "it sets {:?}, which is not a setting; the settings are {SETTINGS}",
                    one_line(name, 40)
                )));
            }
        }
        Ok(())
    }

    /// Where the store is, for messages.
    pub(crate) fn place(&self) -> String {
        let nodes = self
            .nodes
            .iter()
            .map(|(host, port)| format!("{host}:{port}"));
        nodes.collect::<Vec<_>>().join(",")
    }
}

fn problem(text: &str) -> ConnectError {
    ConnectError::Url(text.to_owned())
}

/// Whether the scheme means TLS, and what kind of servers: "", "cluster" or "sentinel".
fn kind_of(scheme: &str) -> Result<(bool, &str), ConnectError> {
    let (protocol, kind) = scheme.split_once('-').unwrap_or((scheme, ""));
    let tls = match protocol {
        "redis" | "valkey" => false,
        "rediss" | "valkeys" => true,
        _ => return Err(unknown_scheme(scheme)),
    };
    match kind {
        "" | "cluster" | "sentinel" => Ok((tls, kind)),
        _ => Err(unknown_scheme(scheme)),
    }
}

fn unknown_scheme(scheme: &str) -> ConnectError {
    let advice = "write redis, rediss (TLS), redis-sentinel or redis-cluster";
    let fits = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if scheme.chars().all(fits) {
        return problem(&format!(
            "its scheme is {:?}; {advice}",
            one_line(scheme, 40)
        ));
    }
    // It may contain a password.
    problem(&format!("it does not begin with a scheme; {advice}"))
}

/// The number of the database in the path.
fn database(path: &str) -> Result<i64, ConnectError> {
    let number = path.trim_matches('/');
    if number.is_empty() {
        return Ok(0);
    }
    let parsed = number.parse().ok().filter(|number| *number >= 0);
    parsed.ok_or_else(|| problem("its path must be the number of a database, for example /2"))
}

/// A part of a URL without percent-encoding. `None` when it is empty.
fn decoded(text: &str) -> Result<Option<String>, ConnectError> {
    if text.is_empty() {
        return Ok(None);
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    let decoded = decoded.map_err(|_| problem("user name or password is not UTF-8"))?;
    Ok(Some(decoded.into_owned()))
}

fn certificates(path: &str) -> Result<TlsCertificates, ConnectError> {
    let wrong =
        |text: String| ConnectError::Certificates(format!("{}: {text}", one_line(path, 200)));
    let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    if !pem
        .windows(27)
        .any(|part| part == b"-----BEGIN CERTIFICATE-----")
    {
        return Err(wrong("there is no certificate in PEM in it".to_owned()));
    }
    Ok(TlsCertificates {
        client_tls: None,
        root_cert: Some(pem),
    })
}

/// The name of this program for other people, unless the URL sets another name.
fn own_name() -> String {
    let program = std::env::current_exe().ok();
    let stem = program.as_deref().and_then(|path| path.file_stem());
    client_name(&stem.map(|stem| stem.to_string_lossy()).unwrap_or_default())
}

/// A name without the characters that we use as separators.
fn client_name(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._@-".contains(c);
    let name: String = text.chars().filter(|c| fits(*c)).take(48).collect();
    if name.is_empty() {
        "client".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests;
