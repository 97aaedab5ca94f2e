//! Why a shared store cannot be used: one line that says what, where and what to do.

use odc_http::text::one_line;
use redis::{ErrorKind, RedisError, ServerErrorKind};

/// The longest text of a server that is shown, in characters.
const MOST: usize = 200;

/// A shared store that cannot be used. The text is one line, without user name and password.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The URL cannot be read.
    #[error("the URL of the shared store cannot be used: {0}")]
    Url(String),
    /// The file with certificates cannot be used.
    #[error("the certificates of the shared store cannot be used: {0}")]
    Certificates(String),
    /// The server does not respond, or refuses.
    #[error("the shared store at {place} {problem}")]
    Server {
        /// Host and port.
        place: String,
        /// What happened, and what to do.
        problem: String,
    },
}

/// The meaning of a failed request in words, without a secret.
pub(crate) fn describe(error: &RedisError) -> String {
    let text = |text: &str| one_line(text, MOST);
    let detail = text(without_place(error.detail().unwrap_or_default()));
    match error.kind() {
        ErrorKind::AuthenticationFailed => {
            "refuses user name or password; check them in the URL".to_owned()
        }
        _ if is_read_only(error) => "is a replica; name the primary, or its Sentinels".to_owned(),
        ErrorKind::Server(ServerErrorKind::NoPerm) => format!(
            "does not permit what is needed ({detail}); give the user the rights that the docs of odc-redis name"
        ),
        ErrorKind::MasterNameNotFoundBySentinel => {
            "knows no primary of that name; check master= in the URL".to_owned()
        }
        ErrorKind::Parse | ErrorKind::UnexpectedReturnType => {
            "does not respond like Redis; check host and port".to_owned()
        }
        _ if error.is_connection_refusal() => {
            "refuses the connection; check host and port, and whether it runs".to_owned()
        }
        _ if error.is_connection_dropped() => {
            "closes the connection; check host, port and scheme (rediss with TLS)".to_owned()
        }
        _ if error.is_timeout() => "does not respond in time".to_owned(),
        _ => match error.code() {
            Some(code) => format!("refuses ({} {detail}){}", text(code), advice(code, &detail)),
            None => format!("cannot be used: {}", text(&error.to_string())),
        },
    }
}

/// The text of a server without the name of our script and the line number in it. Redis 6.2 writes these at the
/// beginning, Redis 7 and Valkey at the end.
fn without_place(detail: &str) -> &str {
    const LINE: &str = "@user_script:";
    if let Some((script, said)) = detail.split_once(LINE)
        && script.starts_with("Error running script")
    {
        return said
            .split_once(": ")
            .map_or(said, |(_, said)| said)
            .trim_start_matches('-');
    }
    match detail.rsplit_once(" script: ") {
        Some((said, place)) if place.contains(LINE) => said,
        _ => detail,
    }
}

/// Whether the error concerns only the keys of one pool: they hold values of another type, or too many processes use
/// the pool.
pub(crate) fn is_of_pool(error: &RedisError) -> bool {
    let says_so = |text: &str| text.contains("WRONGTYPE") || text.contains("ODC more than");
    let code = error.code().unwrap_or_default();
    matches!(code, "WRONGTYPE" | "ODC") || error.detail().is_some_and(says_so)
}

/// Whether the server is a replica. In a script, Redis 6.2 reports this in the text of another error.
pub(crate) fn is_read_only(error: &RedisError) -> bool {
    let says_so = |text: &str| text.contains("READONLY");
    error.kind() == ErrorKind::Server(ServerErrorKind::ReadOnly)
        || error.code().is_some_and(says_so)
        || error.detail().is_some_and(says_so)
}

fn advice(code: &str, detail: &str) -> &'static str {
    let says = |word: &str| code == word || detail.contains(word);
    if says("WRONGTYPE") {
        "; another program uses these keys: set another prefix= in the URL"
    } else if says("OOM") {
        "; its memory is full"
    } else if says("NOPERM")
        || says("ACL failure")
        || says("can't run this command")
        || says("can't access")
    {
        "; give the user the rights that the docs of odc-redis name"
    } else if says("WRONGPASS") || says("NOAUTH") || says("unauthenticated") {
        "; check user name and password in the URL"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> RedisError {
        let value = redis::parse_redis_value(format!("-{line}\r\n").as_bytes()).unwrap();
        value.extract_error().unwrap_err()
    }

    #[test]
    fn errors_of_redis_6_and_7_and_valkey_are_reported_without_the_place_in_the_script() {
        for (line, text) in [
            (
                "WRONGTYPE Operation against a key holding the wrong kind of value script: ab12, on @user_script:36.",
                "refuses (WRONGTYPE Operation against a key holding the wrong kind of value); another program uses these keys: set another prefix= in the URL",
            ),
            (
                "ERR Error running script (call to f_ab12): @user_script:36: WRONGTYPE Operation against a key holding the wrong kind of value",
                "refuses (ERR WRONGTYPE Operation against a key holding the wrong kind of value); another program uses these keys: set another prefix= in the URL",
            ),
            (
                "ERR ACL failure in script: The user executing the script can't run this command or subcommand script: ab12, on @user_script:36.",
                "refuses (ERR ACL failure in script: The user executing the script can't run this command or subcommand); give the user the rights that the docs of odc-redis name",
            ),
            (
                "ERR ACL failure in script: No permissions to access a key script: on @user_script:1.",
                "refuses (ERR ACL failure in script: No permissions to access a key); give the user the rights that the docs of odc-redis name",
            ),
            (
                "ERR something with script: in it",
                "refuses (ERR something with script: in it)",
            ),
        ] {
            assert_eq!(describe(&error(line)), text);
        }
    }

    #[test]
    fn a_key_of_another_type_concerns_only_its_pool_in_redis_6_and_7() {
        for line in [
            "WRONGTYPE Operation against a key script: ab12, on @user_script:36.",
            "ERR Error running script (call to f_ab12): @user_script:36: WRONGTYPE Operation against a key",
        ] {
            assert!(is_of_pool(&error(line)), "{line}");
        }
        assert!(!is_of_pool(&error("OOM command not allowed")));
    }

    #[test]
    fn a_replica_is_recognized_by_the_script_errors_of_redis_6_and_7() {
        for text in [
            "READONLY You can't write against a read only replica. script: abc, on @user_script:36.",
            "ERR Error running script (call to f_abc): @user_script:36: -READONLY You can't write against a read only replica.",
        ] {
            let error = error(text);
            assert!(is_read_only(&error), "{error:?}");
            assert!(describe(&error).starts_with("is a replica"), "{text}");
        }
    }
}
