//! Hides secrets in texts: signed URLs, tokens, private keys, and values after names of secrets. The text around them
//! makes no difference.
//!
//! A text may quote, escape or encode them: an error repeats a body, a message contains a URL inside a URL. Therefore
//! nothing here parses the text. If too much is hidden, the user can look into the portal. If too little is hidden, a
//! secret is lost.

use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Regex};

/// The text that replaces a secret.
pub(super) const HIDDEN: &str = "[hidden]";

/// Words in the names of secrets, in lower case. A plural, or a longer word that ends with one of them, counts too.
const WORDS: [&str; 13] = [
    "secret",
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "token",
    "credential",
    "cookie",
    "jwt",
    "otp",
    "authorization",
    "connectionstring",
];

/// Words before `key` in the names of keys that are secrets.
const KEYS: [&str; 12] = [
    "api",
    "access",
    "account",
    "encryption",
    "master",
    "private",
    "secret",
    "shared",
    "signing",
    "storage",
    "subscription",
    "session",
];

/// Last words of names of values that only describe a secret.
const ABOUT: [&str; 14] = [
    "count",
    "endpoint",
    "expiration",
    "expires",
    "expiry",
    "issuer",
    "length",
    "lifetime",
    "limit",
    "normalizations",
    "policy",
    "type",
    "uri",
    "url",
];

/// Ends of the names of tokens for the next part of a list.
const PLACES: [&str; 3] = ["pagetoken", "nexttoken", "continuationtoken"];

/// Ends of the names of query parameters whose URL is a secret. In JSON, such a member is the signature of an action.
const SIGNATURES: [&str; 2] = ["signature", "sig"];

/// Values that only say whether there is a secret or that it is hidden, without the symbols after them.
const OPEN: [&str; 5] = ["true", "false", "null", "none", "[hidden"];

/// The smallest number of characters of a signature in a sentence.
const SIGNATURE_LENGTH: usize = 16;

/// Whether a member, a parameter or a setting with this name contains a secret.
pub(super) fn is_named_as_secret(name: &str) -> bool {
    let whole = plain(name);
    if ends(&whole, &PLACES) {
        return false;
    }
    let words = words(name);
    let is_about = words.last().is_some_and(|last| ABOUT.contains(&&**last));
    let holds = |word: &str| {
        let single = word.strip_suffix('s').unwrap_or(word);
        let key = single.strip_suffix("key");
        ends(single, &WORDS) || key.is_some_and(|before| ends(before, &KEYS))
    };
    let joined = words.windows(2).map(<[String]>::concat);
    !is_about
        && (holds(&whole)
            || words.iter().any(|it| holds(it))
            || joined.into_iter().any(|it| holds(&it)))
}

/// The words of a name, in lower case: `dbPassword_2` has `db`, `password` and `2`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut chars = name.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let is_next_lower = chars.peek().is_some_and(char::is_ascii_lowercase);
        let begins = c.is_ascii_uppercase() && (!before.is_ascii_uppercase() || is_next_lower);
        if begins || !c.is_ascii_alphanumeric() || c.is_ascii_digit() != before.is_ascii_digit() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a member with this name contains the name of a thing whose value is in another member.
pub(super) fn is_name(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str);
    matches!(
        last,
        Some("name" | "key" | "setting" | "variable" | "parameter" | "property" | "header")
    )
}

/// Whether a member with this name contains the value of a thing whose name is in another member.
pub(super) fn is_value(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str);
    matches!(last, Some("value" | "values" | "val" | "default"))
}

fn is_signature(name: &str) -> bool {
    ends(&plain(name), &SIGNATURES)
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

fn ends(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.ends_with(end))
}

/// A symbol between a name and its value, unchanged or in the form that URLs, JSON and HTML use.
const SIGN: &str = r"(?:=|:|%(?:25)*3[da]|\\u003[da]|&#(?:61|58|x3[da]);)";

/// A name of one or two words, up to the symbol after it.
const NAME: &str = r#"(?<name>[a-z0-9_.$-]+(?: [a-z0-9_.$-]+)?)(?<sign>[\s"'`\\]*"#;

fn regex(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, and a test uses each"
    )]
    Regex::new(&format!("(?i){pattern}")).expect("the pattern is valid")
}

/// A private key in PEM.
static PRIVATE_KEY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?s)-*BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)")
});

/// The query or fragment of a URL, up to a space or a quotation mark.
static QUERY: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?<begin>\?|#|%(?:25)*3f|\\u003f)(?<rest>[^\s"'`<>]+)"#));

/// A name, with the text between it and its value.
static NAMED: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{NAME}{SIGN}+>?\s*)")));

/// A value: in quotation marks, or up to a space.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    let quoted = r#"\\*"(?:\\.|[^"\\])*|\\*'(?:\\.|[^'\\])*"#;
    let word = r#"(?:(?:bearer|basic)\s+)?[^\s"'`<>]+"#;
    regex(&format!("^(?:{quoted}|{word})"))
});

/// An `Authorization` header without its name.
static SCHEME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:bearer|basic)(?:\s+|%20)(?<secret>[a-z0-9._~+/=-]{16,})"));

/// A token in the form of JWS or JWE.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| regex(r"eyJ[a-z0-9_-]{4,}(?:\.[a-z0-9_-]*){2,}"));

/// Tokens and keys that begin with the text that their services use.
static KNOWN: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?-ui:\b(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{16,}",
        r"|npm_[A-Za-z0-9]{30,}|xox[a-z]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|A[KS]IA[A-Z0-9]{12,}",
        r"|AIza[A-Za-z0-9_-]{30,}|[rsp]k_(?:live|test)_[A-Za-z0-9]{10,}|sk-[A-Za-z0-9_-]{20,}))"
    ))
});

/// A URL that allows everyone who knows it to send messages.
static WEBHOOK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?:hooks\.slack\.com|\.webhook\.office\.com|discord(?:app)?\.com\\?/api\\?/webhooks)(?:\\?/|%(?:25)*2f)(?<secret>[^\s"'`<>]+)"#,
    )
});

/// The text without secrets. The time is proportional to the length of the text.
///
/// Each rule reads the original text: a rule must not remove text that another rule needs to find a secret.
pub(super) fn text(text: &str) -> String {
    let mut secrets: Vec<Range<usize>> = PRIVATE_KEY.find_iter(text).map(|it| it.range()).collect();
    secrets.extend(values(text));
    secrets.extend(QUERY.captures_iter(text).filter_map(|it| query(&it)));
    secrets.extend(users(text));
    secrets.extend(KNOWN.find_iter(text).map(|it| it.range()));
    let webhooks = WEBHOOK.captures_iter(text);
    secrets.extend(webhooks.filter_map(|it| Some(it.name("secret")?.range())));
    secrets.extend(schemes(text));
    secrets.extend(TOKEN.find_iter(text).map(|it| it.range()));
    secrets.sort_by_key(|it| it.start);

    let (mut shown, mut done) = (String::with_capacity(text.len()), 0);
    for secret in secrets {
        if secret.start > done || shown.is_empty() {
            shown.push_str(&text[done..secret.start]);
            shown.push_str(HIDDEN);
        }
        done = done.max(secret.end);
    }
    shown + &text[done..]
}

/// The positions of user and password before the host of a URL.
fn users(text: &str) -> Vec<Range<usize>> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '@' | '"' | '\'');
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(length) = text[at..].find(is_end) {
        let end = at + length;
        if text[end..].starts_with('@') {
            found.extend(user(&text[at..end]).map(|start| at + start..end));
        }
        at = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The start of user and password in a text that ends before an `@`. Each part of the text is read only once, because
/// the next `://` contains a colon.
fn user(text: &str) -> Option<usize> {
    let mut starts = text.match_indices("://").map(|(at, sign)| at + sign.len());
    starts.find(|start| {
        let rest = &text[*start..];
        let name = rest.find([':', '/']);
        name.is_some_and(|end| rest[end..].starts_with(':') && end + 1 < rest.len())
    })
}

/// The positions of credentials after `Bearer` and `Basic`. Such a word may be the end of other credentials.
fn schemes(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(secret) = SCHEME
        .captures_at(text, at)
        .and_then(|it| it.name("secret"))
    {
        at = secret.start();
        found.push(secret.range());
    }
    found
}

/// The positions of values after names of secrets.
///
/// The search for the next name begins at the end of the last name, so it includes symbols and values: `sig=password:
/// x` has the name `password` in the value of `sig`, and `%3API key: x` has the name `API key` behind a symbol that
/// took its `A`.
fn values(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at, mut done) = (Vec::new(), 0, 0);
    while let Some(it) = NAMED.captures_at(text, at) {
        let whole = it.get_match();
        at = whole.start() + it["name"].len();
        // Inside a hidden value this takes linear time: the rest of the value is not read again.
        if whole.end() < done {
            continue;
        }
        if let Some(value) = secret(&it["name"], &it["sign"], &text[whole.end()..]) {
            done = whole.end() + value.len();
            let bare = value.trim_start_matches('\\');
            let bare = bare.trim_start_matches(['"', '\'']);
            found.push(done - bare.len()..done);
        }
    }
    found
}

/// The value at the beginning of a text, if its name says that it is a secret and it is not hidden yet.
fn secret<'a>(name: &str, sign: &str, text: &'a str) -> Option<&'a str> {
    if !is_named_as_secret(name) && !is_signature(name) {
        return None;
    }
    let value = VALUE.find(text)?.as_str();
    let said = value.trim_start_matches(['\\', '"', '\'']);
    let said = said.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_open = said.is_empty() || OPEN.iter().any(|open| said.eq_ignore_ascii_case(open));
    // Sentences also contain the word for signatures of actions.
    let is_prose =
        !is_named_as_secret(name) && sign.contains(':') && value.len() < SIGNATURE_LENGTH;
    (!is_open && !is_prose).then_some(value)
}

/// The position of a query with a signature. The whole query is hidden, because its other parameters contain the
/// signed data.
fn query(found: &Captures<'_>) -> Option<Range<usize>> {
    let rest = found.name("rest")?;
    let mut at = 0;
    while let Some(it) = NAMED.captures_at(rest.as_str(), at) {
        let whole = it.get_match();
        at = whole.start() + it["name"].len();
        let has_value = whole.end() < rest.len();
        if has_value && (is_named_as_secret(&it["name"]) || is_signature(&it["name"])) {
            return Some(rest.range());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const URL: &str = "https://s3.example/a.zip?X-Amz-Credential=AKIA7Q&X-Amz-Expires=60&X-Amz-Signature=5ig0fTheUrl";

    #[test]
    fn a_signed_url_loses_its_query_in_any_text() {
        for (text, shown) in [
            (URL.to_owned(), "https://s3.example/a.zip?[hidden]"),
            (
                format!("cannot read <{URL}>, try later"),
                "cannot read <https://s3.example/a.zip?[hidden]>, try later",
            ),
            (
                format!("{{\"url\":\"{URL}\",\"size\":3}}"),
                "{\"url\":\"https://s3.example/a.zip?[hidden]\",\"size\":3}",
            ),
            (
                "GET /?to=https%3A%2F%2Fs3%3Fsig%3Dabc failed".to_owned(),
                "GET /?[hidden] failed",
            ),
            (
                "https:\\/\\/s3\\/a?page=2\\u0026sig\\u003dabc".to_owned(),
                "https:\\/\\/s3\\/a?[hidden]",
            ),
            (
                "https://h/?a=1&amp;sig&#61;abc".to_owned(),
                "https://h/?[hidden]",
            ),
            (
                "https://h/#access_token=abc".to_owned(),
                "https://h/#[hidden]",
            ),
            ("https://ana:s3cret@h/a".to_owned(), "https://[hidden]@h/a"),
        ] {
            assert_eq!(super::text(&text), shown);
        }
    }

    #[test]
    fn values_behind_names_of_secrets_are_hidden_and_others_stay() {
        for (text, shown) in [
            ("error: password=hunter2", "error: password=[hidden]"),
            ("Server=db;Password=a;b", "Server=db;Password=[hidden]"),
            ("API key: abc", "API key: [hidden]"),
            (
                r#"{"clientSecret":"a b","isSecret":true}"#,
                r#"{"clientSecret":"[hidden]","isSecret":true}"#,
            ),
            (
                r#"{\"clientSecret\":\"a b\"}"#,
                r#"{\"clientSecret\":\"[hidden]"#,
            ),
            ("Authorization: Basic YWJj", "Authorization: [hidden]"),
            ("sig=password: 'a b'", "sig=[hidden] '[hidden]'"),
            (
                r"token:\Bearer abcdefghijklmnop",
                r"token:\[hidden] [hidden]",
            ),
            (
                "Bearer abcdefghijBearer abcdefghijklmnop",
                "Bearer [hidden] [hidden]",
            ),
            (
                "eyJhbGci.eyJhbGci.eyJhbGci.eyJhbGci.eyJzdWI.c2ln",
                "[hidden]",
            ),
            (
                "-----BEGIN PRIVATE KEY-----\na\n-----END PRIVATE KEY-----BEGIN PRIVATE KEY-----\nb",
                "[hidden]",
            ),
            ("sig=API key: abc", "sig=[hidden] key: [hidden]"),
            ("a%3API key: abc", "a%3API key: [hidden]"),
            ("sent Bearer abcdefghijklmnop", "sent Bearer [hidden]"),
            ("got eyJhbGci.eyJzdWI.c2ln.", "got [hidden]"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY-----!",
                "[hidden]!",
            ),
        ] {
            assert_eq!(super::text(text), shown);
            assert_eq!(super::text(shown), shown, "once is enough");
        }
        for open in [
            "https://h/a?page=2&limit=3#part",
            "list_users: /limit: 101 is greater than the maximum of 100",
            "nextPageToken=abc",
            "isSecret: true, password: null",
            "signature: Int",
            "What is a token? An asset: Booking Desk r8",
            "Bearer tokens are sent",
        ] {
            assert_eq!(super::text(open), open);
        }
    }

    #[test]
    fn the_words_of_a_name_decide_whether_it_is_a_secret() {
        for name in [
            "secretKey",
            "clientSecretValue",
            "secret_key_base",
            "subscriptionKey",
            "masterKey",
            "tokens",
            "apiKeys",
            "APIKey",
            "x-api-key",
            "passwordHash",
            "sessionCookie",
            "DbPasswordProd",
            "CLIENT_SECRET_VALUE",
            "ApiToken",
            "DB password 2",
            "password2",
            "dbpasswords",
            "pass_word",
            "ConnectionStrings",
            "JWTSigned",
            "oneTimeOTP",
            "accessKeyId",
        ] {
            assert!(is_named_as_secret(name), "{name}");
        }
        for name in [
            "assetKey",
            "environmentKeys",
            "key",
            "name",
            "nextPageToken",
            "tokenType",
            "token_endpoint",
            "tokenUrl",
            "passwordPolicy",
            "secretary",
            "keyboard",
            "accessibility",
            "monkey",
            "",
        ] {
            assert!(!is_named_as_secret(name), "{name}");
        }
    }

    #[test]
    fn a_token_or_webhook_of_a_known_form_is_hidden_without_a_name() {
        for (text, shown) in [
            (
                "got ghp_abcdefghijklmnopqrst0123456789ABCDEF.",
                "got [hidden].",
            ),
            ("xoxb-123456789012-abcdefghij", "[hidden]"),
            ("AKIAIOSFODNN7EXAMPLE", "[hidden]"),
            (
                "post to https://hooks.slack.com/services/T000/B000/abc123 now",
                "post to https://hooks.slack.com/[hidden] now",
            ),
            (
                "https:\\/\\/discord.com\\/api\\/webhooks\\/1\\/abc",
                "https:\\/\\/discord.com\\/api\\/webhooks\\/[hidden]",
            ),
            (
                "desk-booking-portal-extension-of-the-lib",
                "desk-booking-portal-extension-of-the-lib",
            ),
        ] {
            assert_eq!(super::text(text), shown);
        }
    }

    #[test]
    fn a_user_of_a_url_is_found_after_other_urls() {
        for (text, shown) in [
            ("http://h/x://u:p@h", "http://h/x://[hidden]@h"),
            ("://:p@h ://u:@h", "://[hidden]@h ://u:@h"),
            ("http://h/a@b http://h:80/", "http://h/a@b http://h:80/"),
        ] {
            assert_eq!(super::text(text), shown);
        }
    }

    #[test]
    fn the_time_is_proportional_to_the_length_of_a_text() {
        for unit in [
            "://a:b",
            "://",
            "?a=b",
            "a ",
            "a:\\",
            "BEGIN PRIVATE KEY-----",
            "sig=",
            "Bearer a",
            "eyJaaaa.",
            "password=true!",
            "\"",
            "ghp_",
            "@:/",
            "#",
            "hooks.slack.com/",
        ] {
            // Other programs run at the same time, so the fastest of several runs counts.
            let taken = |count: usize| {
                let text = unit.repeat(count);
                let run = |_| {
                    let begin = std::time::Instant::now();
                    let _ = super::text(&text);
                    begin.elapsed()
                };
                (0..3).map(run).min().unwrap_or_default()
            };
            // Ten times the length takes ten times as long. With quadratic time it would take a hundred times as long.
            let (short, long) = (taken(1_000), taken(10_000));
            let most = short.max(std::time::Duration::from_millis(20)) * 50;
            assert!(long < most, "{unit:?}: {short:?}, {long:?}");
        }
    }

    #[test]
    fn the_time_does_not_grow_with_each_name_in_a_long_text() {
        let pairs = r#"\"name\":\"value\","#.repeat(50_000);
        let secret = format!("{pairs}\\\"apiKey\\\":\\\"zqx");
        let begin = std::time::Instant::now();
        assert!(text(&secret).ends_with(HIDDEN));
        let taken = begin.elapsed();
        assert!(taken < std::time::Duration::from_secs(20), "{taken:?}");
    }

    /// A secret like those of services. Each of its parts begins with a known text.
    fn secret() -> impl Strategy<Value = String> {
        "zqx[A-Za-z0-9_~+/-]{16,40}"
    }

    /// Whether the output contains a part of the secret: it has more of these beginnings than the text around it.
    fn leaks(shown: &str, around: [&str; 2]) -> bool {
        let begins = |text: &str| text.matches("zqx").count();
        begins(shown) > around.into_iter().map(begins).sum()
    }

    /// Forms of a secret in texts.
    const FORMS: [&str; 14] = [
        "https://s3.example/a?X-Amz-Signature=@",
        "https://s3.example/a?sv=2&sig=@&se=3",
        "https://s3.example/a?Signature=@&Key-Pair-Id=K",
        "https%3A%2F%2Fs3.example%2Fa%3FX-Goog-Signature%3D@",
        "https:\\/\\/s3.example\\/a?sig\\u003d@",
        "https://ana:@@s3.example/a",
        "client_secret=@",
        "{\"clientSecret\": \"@\"}",
        "{\\\"clientSecret\\\":\\\"@\\\"}",
        "password: '@'",
        "API key: @",
        "Authorization: Bearer @",
        "Bearer @",
        "-----BEGIN PRIVATE KEY-----\n@\n-----END PRIVATE KEY-----",
    ];

    /// Texts made of parts of names, symbols and values of secrets.
    fn around() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "sig=",
            "password",
            "token:",
            "API",
            "key",
            "x",
            " ",
            "=",
            ": ",
            "'",
            "\"",
            "\\",
            "?",
            "#",
            "&",
            "%3",
            "%25",
            "\\u003",
            "&#x3",
            "Bearer ",
            "Authorization: ",
            "://",
            "@",
            ">",
            "[hidden]",
            "true",
            "eyJ",
            ".",
            "-----BEGIN ",
            "-----END PRIVATE KEY-----",
            "\n",
        ]);
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_secret_is_shown_with_any_text_around_it(
            before in any::<String>(),
            form in 0..FORMS.len(),
            secret in secret(),
            after in any::<String>(),
        ) {
            let there = FORMS[form].replacen('@', &secret, 1);
            let shown = text(&format!("{before}{there}{after}"));
            prop_assert!(!leaks(&shown, [&before, &after]), "{before:?} {there:?} {after:?}: {shown:?}");
        }

        #[test]
        fn no_secret_is_shown_among_words_and_symbols(
            before in r#"[a-z ?#&=:;,.<>(){}"'`\\%\n-]{0,12}"#,
            form in 0..FORMS.len(),
            secret in secret(),
            after in r#"[a-z ?#&=:;,.<>(){}"'`\\%\n-]{0,12}"#,
        ) {
            let there = FORMS[form].replacen('@', &secret, 1);
            let shown = text(&format!("{before}{there}{after}"));
            prop_assert!(!leaks(&shown, [&before, &after]), "{before:?} {there:?} {after:?}: {shown:?}");
        }

        #[test]
        fn no_secret_is_shown_between_parts_of_other_secrets(
            before in around(), form in 0..FORMS.len(), secret in secret(), after in around(),
        ) {
            let there = FORMS[form].replacen('@', &secret, 1);
            let shown = text(&format!("{before}{there}{after}"));
            prop_assert!(!leaks(&shown, [&before, &after]), "{before:?} {there:?} {after:?}: {shown:?}");
        }

        #[test]
        fn a_hidden_text_is_not_changed_again(
            before in r#"[a-z ?#&=:"'\\%]{0,12}"#, form in 0..FORMS.len(), secret in secret(),
        ) {
            let once = text(&format!("{before}{}", FORMS[form].replacen('@', &secret, 1)));
            prop_assert_eq!(text(&once), once.clone());
        }
    }
}
