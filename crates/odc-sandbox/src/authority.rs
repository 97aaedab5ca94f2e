//! TLS for the sandbox. At the start, the sandbox makes its own certificate authority, which signs one certificate.
//!
//! The key of the authority is dropped as soon as it has signed, and is never on the disk: nobody can sign anything
//! else with it. A client that trusts the authority trusts only this sandbox.

use std::fmt;
use std::io::Write as _;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use tempfile::TempPath;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{self, ServerConfig};

/// How long the certificates are valid after the start. Public authorities issue no longer ones, and some clients
/// refuse longer ones.
const LIFE: TimeDelta = TimeDelta::days(397);
/// The clocks of two machines can differ by this much.
const BEFORE: TimeDelta = TimeDelta::days(1);

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    #[error("the certificate cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    #[error("the certificate of the authority cannot be written to {folder}: {0}", folder = std::env::temp_dir().display())]
    File(#[from] std::io::Error),
}

/// The authority of one running sandbox.
pub(crate) struct Authority {
    pem: String,
    /// The file with that certificate. Dropping the authority removes it.
    file: TempPath,
    acceptor: TlsAcceptor,
}

impl Authority {
    /// Makes an authority, and a certificate for loopback, these addresses and these names.
    pub(crate) fn new(
        listening: IpAddr,
        names: &[String],
        now: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        let key = KeyPair::generate()?;
        let mut own = params(Vec::new(), "odc-sandbox authority", now)?;
        own.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        own.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let pem = own.self_signed(&key)?.pem();
        let issuer = Issuer::new(own, key);

        let server_key = KeyPair::generate()?;
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).into();
        if !listening.is_unspecified() {
            hosts.push(listening.to_canonical().to_string());
        }
        // An IPv6 address may be in brackets, as in a URL.
        let names = names.iter().map(|name| name.trim_matches(['[', ']']));
        hosts.extend(names.map(str::to_owned));
        let mut server = params(hosts, "odc-sandbox", now)?;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        server.use_authority_key_identifier_extension = true;
        let certificate = server.signed_by(&server_key, &issuer)?;
        drop(issuer);

        let server_key = PrivateKeyDer::Pkcs8(server_key.serialize_der().into());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], server_key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];

        let mut file = tempfile::Builder::new()
            .prefix("odc-sandbox-ca-")
            .suffix(".pem")
            .tempfile()?;
        file.write_all(pem.as_bytes())?;
        Ok(Self {
            pem,
            file: file.into_temp_path(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
        })
    }

    /// The certificate of the authority.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// The file with that certificate.
    pub(crate) fn path(&self) -> &Path {
        &self.file
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }
}

fn params(
    hosts: Vec<String>,
    name: &str,
    now: DateTime<Utc>,
) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, name.to_owned());
    // A month always has two digits, and so does a day.
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let day = |time: DateTime<Utc>| {
        rcgen::date_time_ymd(time.year(), small(time.month()), small(time.day()))
    };
    (params.not_before, params.not_after) = (day(now - BEFORE), day(now + LIFE));
    Ok(params)
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
