//! Finds out whether a connection failed because of a certificate.

use std::error::Error;

/// Whether the server's certificate is the reason for an error. One of the causes of the error says so.
///
/// TLS libraries have no common type for it, but all of them mention the certificate.
///
/// ```
/// let error = std::io::Error::other("invalid peer certificate: UnknownIssuer");
/// assert!(odc_http::tls::is_about_certificate(&error));
/// ```
#[must_use]
pub fn is_about_certificate(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error
            .to_string()
            .to_ascii_lowercase()
            .contains("certificate")
        {
            return true;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Outer(&'static str, std::io::Error);

    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.1)
        }
    }

    #[test]
    fn the_reason_is_found_below_other_causes() {
        let about = Outer(
            "client error (Connect)",
            std::io::Error::other("Certificate verify failed"),
        );
        assert!(is_about_certificate(&about));
        let other = Outer(
            "client error (Connect)",
            std::io::Error::other("Connection refused"),
        );
        assert!(!is_about_certificate(&other));
    }
}
