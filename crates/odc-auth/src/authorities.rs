//! Certificate authorities in addition to those of the system: for a company's proxy, or a sandbox with TLS.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use odc_http::text::printable;

/// The largest file of certificates, in bytes. All public authorities together take a quarter of a megabyte.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// Checked certificates. `Debug` shows only their number.
#[derive(Clone, Default)]
pub(crate) struct Authorities {
    count: usize,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    certificates: Vec<reqwest::Certificate>,
}

/// What is wrong with certificates, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidCertificates(String);

impl fmt::Display for InvalidCertificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidCertificates {}

impl Authorities {
    /// Adds the certificates of a text in PEM (RFC 7468). Other parts of the text, such as a key, are ignored.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) fn add(&mut self, pem: &[u8]) -> Result<(), InvalidCertificates> {
        let invalid = |problem: &str| Err(InvalidCertificates(problem.to_owned()));
        let certificates = match reqwest::Certificate::from_pem_bundle(pem) {
            Ok(certificates) if certificates.is_empty() => {
                return invalid(
                    "it holds no certificate; it has to be PEM, with lines BEGIN CERTIFICATE and END CERTIFICATE",
                );
            }
            Ok(certificates) => certificates,
            Err(_) => {
                return invalid(
                    "a certificate in it is damaged; copy the PEM of the authority again",
                );
            }
        };
        // Certificates are parsed only when a client is built.
        let probe = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only(certificates.clone())
            .build();
        if probe.is_err() {
            return invalid(
                "a certificate in it cannot be read; copy the PEM of the authority again",
            );
        }
        self.count += certificates.len();
        self.certificates.extend(certificates);
        Ok(())
    }

    /// Without TLS no certificate can be checked.
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    #[expect(clippy::unused_self, reason = "it is called as with TLS")]
    pub(crate) fn add(&mut self, _: &[u8]) -> Result<(), InvalidCertificates> {
        let problem =
            "this program was built without TLS; build it with the feature rustls or native-tls";
        Err(InvalidCertificates(problem.to_owned()))
    }

    /// Adds the certificates of a file.
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<(), InvalidCertificates> {
        let shown = path.display().to_string();
        let shown = printable(&shown);
        let read = || {
            let mut text = Vec::new();
            File::open(path)?
                .take(MOST_BYTES + 1)
                .read_to_end(&mut text)?;
            Ok::<_, std::io::Error>(text)
        };
        let text = read().map_err(|error| {
            let problem = format!("{shown} cannot be read: {error}; name a PEM file");
            InvalidCertificates(problem)
        })?;
        if text.len() as u64 > MOST_BYTES {
            let problem = format!("{shown} has more than {MOST_BYTES} bytes; name a PEM file");
            return Err(InvalidCertificates(problem));
        }
        self.add(&text).map_err(|InvalidCertificates(problem)| {
            InvalidCertificates(format!("{shown}: {problem}"))
        })
    }

    /// An HTTP client that accepts these authorities too.
    #[cfg_attr(
        not(any(feature = "rustls", feature = "native-tls")),
        expect(clippy::unused_self, reason = "it is called as with TLS")
    )]
    pub(crate) fn trusted_by(&self, http: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if !self.certificates.is_empty() {
            return http.tls_certs_merge(self.certificates.iter().cloned());
        }
        http
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} certificates", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "rustls")]
    fn debug_shows_the_number_of_certificates_alone() {
        let pem = |name: &str| {
            let key = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
            key.cert.pem()
        };
        let mut authorities = Authorities::default();
        authorities
            .add((pem("a.test") + &pem("b.test")).as_bytes())
            .unwrap();
        authorities.add(pem("c.test").as_bytes()).unwrap();
        assert_eq!(format!("{authorities:?}"), "3 certificates");
    }

    #[test]
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    fn a_program_without_tls_accepts_no_certificate() {
        let error = Authorities::default().add(b"").unwrap_err().to_string();
        assert!(error.contains("built without TLS"), "{error}");
    }
}
