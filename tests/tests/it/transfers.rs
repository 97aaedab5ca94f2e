//! Tests transfers of files with a whole tenant: assets from files, and downloads of source code and generated code,
//! over http and with TLS.

use std::path::PathBuf;
use std::time::Duration;

use odc_asset_repository_v1::Client as Assets;
use odc_asset_repository_v1::types::AssetType;
use odc_builds_v1::Client as Builds;
use odc_builds_v1::types::BuildType;
use odc_runtime::odc_auth::OAuthMiddleware;
use odc_runtime::{ErrorKind, PresignedUrl, RetryPolicy, Tenant};
use odc_sandbox::{Entry, Sandbox};
use uuid::Uuid;

/// A sandbox, its clients, and a folder for files.
struct World {
    sandbox: Sandbox,
    assets: Assets,
    builds: Builds,
    folder: PathBuf,
    _kept: tempfile::TempDir,
}

async fn world(tls: bool) -> World {
    let sandbox = Sandbox::builder()
        .tls(tls)
        .start()
        .await
        .expect("a sandbox");
    let tenant = sandbox.tenant();
    let folder = tempfile::tempdir().expect("a folder");
    World {
        assets: Assets::connect(&tenant),
        builds: Builds::connect(&tenant),
        sandbox,
        folder: folder.path().to_owned(),
        _kept: folder,
    }
}

impl World {
    /// An app that is not part of the platform, and its newest revision.
    async fn app(&self) -> (String, i32) {
        let list = self.assets.list_assets();
        let list = list.asset_types([AssetType::WebApplication]).limit(1000);
        let list = list.is_built_in_asset(false).send().await;
        let app = list.expect("assets").into_inner().results.remove(0);
        (app.asset_key, app.latest_revision)
    }

    /// The source code of an app as a file.
    async fn source(&self, (asset, revision): &(String, i32)) -> PathBuf {
        let path = self.folder.join("app.oml");
        let download = self.assets.download_source_code(asset, *revision).await;
        let bytes = download.expect("a download").to_file(&path).await;
        assert!(bytes.expect("a file") >= 4096);
        path
    }

    /// The transfers that the sandbox has seen.
    fn transfers(&self, name: &str) -> Vec<Entry> {
        let mut journal = self.sandbox.journal();
        journal.retain(|entry| entry.operation == Some(name));
        journal
    }

    /// Longer than a pre-signed URL works.
    fn pass(&self) {
        self.sandbox.clock().advance(Duration::from_secs(16 * 60));
    }

    /// A build whose generated code is being packed.
    async fn packing(&self) -> Uuid {
        let (asset, revision) = self.app().await;
        let asset: Uuid = asset.parse().expect("a key");
        let list = self
            .builds
            .list_builds()
            .asset_key(asset)
            .asset_revision(revision);
        let list = list.build_type(BuildType::Release).send().await;
        let build = list.expect("builds").builds[0].build_key;
        let started = self.builds.start_generated_code_package(build).send().await;
        started.expect("a package");
        build
    }
}

fn header<'a>(entry: &'a Entry, name: &str) -> Option<&'a str> {
    let mut headers = entry.headers.iter();
    headers
        .find(|(one, _)| one == name)
        .map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_downloaded_source_becomes_the_next_revision_of_its_asset() {
    for tls in [false, true] {
        let world = world(tls).await;
        let app = world.app().await;
        let file = world.source(&app).await;
        let created = world
            .assets
            .create_revision_from_file(&file)
            .revision(|call| call.commit_message("Imported"))
            .send()
            .await
            .expect("a revision");
        assert_eq!(created.asset_key, app.0);
        assert_eq!(created.revision, app.1 + 1);
        let stored = world.assets.get_revision(&app.0, app.1 + 1).send().await;
        let stored = stored.expect("the revision");
        assert_eq!(stored.commit_message.as_deref(), Some("Imported"));
        let bytes = std::fs::metadata(&file).expect("a file").len().to_string();
        for name in ["upload", "download"] {
            let seen = world.transfers(name);
            assert_eq!(seen.len(), 1, "{name}");
            assert_eq!(header(&seen[0], "authorization"), None, "{name}");
        }
        let upload = &world.transfers("upload")[0];
        assert_eq!(header(upload, "content-length"), Some(bytes.as_str()));
    }
}

#[tokio::test]
async fn a_download_with_an_expired_url_gets_a_fresh_one() {
    let world = world(false).await;
    let (asset, revision) = world.app().await;
    let download = world.assets.download_source_code(asset, revision).await;
    let download = download.expect("a download");
    world.pass();
    let path = world.folder.join("app.oml");
    download.to_file(&path).await.expect("a file");
    let statuses: Vec<_> = world
        .transfers("download")
        .iter()
        .map(|one| one.status)
        .collect();
    assert_eq!(statuses, [Some(403), Some(200)]);
    assert_eq!(world.transfers("get_revision_source_code").len(), 2);
}

#[tokio::test]
async fn an_upload_with_an_expired_url_gets_a_fresh_one_and_says_which() {
    let world = world(false).await;
    let app = world.app().await;
    let file = world.source(&app).await;
    let upload = world.assets.start_upload().await.expect("a place");
    world.pass();
    let uploaded = upload.from_file(&file).await.expect("an upload");
    let created = world.assets.create_revision().file_uri(uploaded.url);
    let created = created.send().await.expect("a revision");
    assert_eq!(created.asset_key, app.0);
    assert_eq!(world.transfers("create_upload").len(), 2);
}

#[tokio::test]
async fn an_expired_url_that_cannot_be_renewed_is_reported_on_one_line_with_what_to_do() {
    let world = world(false).await;
    let (asset, revision) = world.app().await;
    let source = world
        .assets
        .get_revision_source_code(asset, revision)
        .send()
        .await;
    let url = source
        .expect("a source")
        .into_inner()
        .source_code_binary_url;
    let url = PresignedUrl::try_from(&url.expect("a URL")).expect("it is one");
    world.pass();
    let path = world.folder.join("app.oml");
    let tenant = world.sandbox.tenant();
    let error = tenant.transfers().download(url).to_file(&path).await;
    let error = error.expect_err("it has expired");
    let text = error.to_string();
    assert!(
        text.contains("403 Forbidden: Request has expired"),
        "{text}"
    );
    assert!(text.contains("get a fresh one and start again"), "{text}");
    assert!(!text.contains("X-Signature"), "{text}");
    assert_eq!(
        std::fs::read_dir(&world.folder).expect("a folder").count(),
        0
    );
}

#[tokio::test]
async fn a_download_that_is_cut_continues_with_a_range_request() {
    let world = world(false).await;
    world.sandbox.set_package_bytes(3_000_000);
    let build = world.packing().await;
    let early = world.builds.download_generated_code(build).await;
    let error = early.expect_err("it is not finished");
    assert_eq!(error.kind(), ErrorKind::Transfer);
    assert!(
        error.to_string().contains("wait until it is Finished"),
        "{error}"
    );
    world.sandbox.clock().advance(Duration::from_secs(60));
    world.sandbox.faults().on("download").truncate();
    let path = world.folder.join("code.zip");
    let download = world.builds.download_generated_code(build).await;
    let bytes = download.expect("a download").to_file(&path).await;
    assert_eq!(bytes.expect("a file"), 3_000_000);
    let file = std::fs::read(&path).expect("a file");
    assert!(
        file.windows(4).any(|four| four == b"PK\x05\x06"),
        "the archive is there"
    );
    let seen = world.transfers("download");
    assert_eq!(seen.len(), 2);
    assert_eq!(header(&seen[0], "range"), None);
    let range = header(&seen[1], "range").expect("a range");
    assert!(
        range.starts_with("bytes=") && range != "bytes=0-",
        "{range}"
    );
    assert_eq!(seen[1].status, Some(206));
}

#[tokio::test]
async fn an_upload_that_is_cut_begins_again() {
    let world = world(false).await;
    let app = world.app().await;
    let file = world.source(&app).await;
    world.sandbox.faults().on("upload").reset();
    let created = world.assets.create_revision_from_file(&file).send().await;
    assert_eq!(created.expect("a revision").revision, app.1 + 1);
    assert_eq!(world.transfers("upload").len(), 2);
}

#[tokio::test]
async fn a_refusal_of_the_service_is_reported_in_its_words() {
    let world = world(false).await;
    let file = world.folder.join("notes.txt");
    std::fs::write(&file, "no asset").expect("a file");
    let error = world.assets.create_revision_from_file(&file).send().await;
    let error = error.expect_err("it is not an asset");
    assert_eq!(error.error_code(), Some("OS-APPS-40028"));
    let missing = world.folder.join("missing.oml");
    let error = world.assets.create_revision_from_file(missing).send().await;
    assert_eq!(error.expect_err("it is missing").kind(), ErrorKind::File);
}

#[tokio::test]
async fn a_client_without_a_tenant_says_what_to_do() {
    let http = reqwest::Client::new();
    let assets = Assets::new("http://127.0.0.1:9/api", http).expect("a client");
    let error = assets.start_upload().await.expect_err("it has no tenant");
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("use Transfers::new"), "{error}");
}

/// A tenant that trusts only the certificates that the system trusts.
fn strange(sandbox: &Sandbox) -> odc_runtime::TenantBuilder {
    Tenant::builder()
        .portal_domain(sandbox.domain())
        .client_id(sandbox.client_id())
        .client_secret(sandbox.client_secret().to_owned())
        .configure_http(reqwest::ClientBuilder::no_proxy)
        .retry(RetryPolicy::none())
}

#[tokio::test]
async fn an_untrusted_certificate_is_reported_and_extra_ca_helps() {
    let sandbox = Sandbox::builder()
        .tls(true)
        .start()
        .await
        .expect("a sandbox");
    let tenant = strange(&sandbox).build().expect("a tenant");
    let error = Assets::connect(&tenant).list_assets().send().await;
    let text = error.expect_err("nobody knows the authority").to_string();
    assert!(
        text.contains("does not accept the server's certificate"),
        "{text}"
    );
    assert!(text.contains("ODC_EXTRA_CA_CERTS"), "{text}");
    assert_eq!(text.lines().count(), 1);
    let pem = sandbox.ca_pem().expect("an authority");
    let tenant = strange(&sandbox).extra_ca(pem).build().expect("a tenant");
    Assets::connect(&tenant)
        .list_assets()
        .send()
        .await
        .expect("assets");
}

#[tokio::test]
async fn each_client_for_calls_tokens_and_files_trusts_only_its_own_authorities() {
    let sandbox = Sandbox::builder()
        .tls(true)
        .start()
        .await
        .expect("a sandbox");
    let pem = sandbox.ca_pem().expect("an authority");
    let auth = || {
        OAuthMiddleware::builder()
            .portal_domain(sandbox.domain())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret().to_owned())
            .http_client(reqwest::Client::builder().no_proxy())
    };
    let trusting = auth().extra_ca(pem).build().expect("a middleware");
    trusting.token().await.expect("a token");
    assert!(auth().build().expect("a middleware").token().await.is_err());
    // A tenant of this middleware trusts the same certificates, and so does the user's own client.
    let tenant = Tenant::builder()
        .oauth(trusting.clone())
        .http_client(reqwest::Client::builder().no_proxy())
        .build()
        .expect("a tenant");
    let assets = Assets::connect(&tenant).list_assets().send().await;
    let asset = assets.expect("assets").into_inner().results.remove(0);
    let url = format!("{}/nowhere", sandbox.files_origin());
    let http = trusting.trust(reqwest::Client::builder().no_proxy());
    let http = http.build().expect("a client");
    assert_eq!(
        http.get(&url).send().await.expect("a response").status(),
        404
    );
    // Without the certificate, a client does not trust the host of the files.
    let source =
        Assets::connect(&tenant).get_revision_source_code(asset.asset_key, asset.latest_revision);
    let source = source.send().await.expect("a source").into_inner();
    let url = PresignedUrl::try_from(&source.source_code_binary_url.expect("a URL"));
    let url = url.expect("it is one");
    let http = reqwest::Client::builder().no_proxy();
    let transfers = odc_runtime::Transfers::new(http, RetryPolicy::none()).expect("a client");
    let mut stream = transfers.download(url).stream();
    let text = stream
        .try_next()
        .await
        .expect_err("nobody knows it")
        .to_string();
    assert!(
        text.contains("ODC_EXTRA_CA_CERTS") && text.contains("?[redacted]"),
        "{text}"
    );
}

#[test]
fn invalid_certificates_are_refused_at_the_start_on_one_line() {
    for (pem, says) in [
        ("", "it holds no certificate"),
        ("no certificate", "it holds no certificate"),
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "it holds no certificate",
        ),
        (
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "damaged",
        ),
        (
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "cannot be read",
        ),
    ] {
        let tenant = Tenant::builder()
            .portal_domain("acme.outsystems.dev")
            .client_id("id")
            .client_secret("secret")
            .extra_ca(pem);
        let error = tenant.build().expect_err("it is invalid").to_string();
        assert!(
            error.starts_with("extra_ca: ") && error.contains(says),
            "{pem:?}: {error}"
        );
        assert_eq!(error.lines().count(), 1);
    }
}
