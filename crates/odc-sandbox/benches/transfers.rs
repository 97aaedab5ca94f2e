//! Measures the memory of transfers: files of 100 MB, 1 GB and 2 GB, for download and upload.
//!
//! The sandbox makes the bytes of a download while it sends them, and keeps only the head of an upload. Each transfer
//! runs in a process of its own, which reports its peak (`VmHWM`). Linux only. The download is written to a file in
//! the folder for temporary files. The uploaded file has no blocks on the disk.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use odc_asset_repository_v1::Client as Assets;
use odc_builds_v1::Client as Builds;
use odc_builds_v1::types::BuildType;
use odc_runtime::{PresignedUrl, RetryPolicy, Transfers};
use odc_sandbox::Sandbox;

/// Marks the process that is measured, with the direction and the URL.
const DIRECTION: &str = "ODC_BENCH_TRANSFER";
const URL: &str = "ODC_BENCH_URL";
const BYTES: &str = "ODC_BENCH_BYTES";

const SIZES: [u64; 3] = [100_000_000, 1_000_000_000, 2_000_000_000];

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let outcome = match std::env::var(DIRECTION) {
        Ok(direction) => runtime.block_on(transfer(&direction)),
        Err(_) => runtime.block_on(measure()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The process that is measured.
async fn transfer(direction: &str) -> Outcome<()> {
    let url: PresignedUrl = std::env::var(URL)?.parse()?;
    let size: u64 = std::env::var(BYTES)?.parse()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("file");
    let http = reqwest::Client::builder().no_proxy();
    let transfers = Transfers::new(http, RetryPolicy::none())?;
    let before = peak()?;
    let started = Instant::now();
    let moved = if direction == "upload" {
        std::fs::File::create(&path)?.set_len(size)?;
        transfers.upload(url).from_file(&path).await?.bytes
    } else {
        transfers.download(url).to_file(&path).await?
    };
    assert_eq!(moved, size, "a transfer is complete or an error");
    let seconds = started.elapsed().as_secs_f64();
    println!("{before} {} {seconds}", peak()?);
    Ok(())
}

/// The largest memory of this process up to now, in KiB.
fn peak() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let text = line.ok_or("the system does not say it")?;
    Ok(text.trim().trim_end_matches(" kB").parse()?)
}

async fn measure() -> Outcome<()> {
    println!(
        "| direction | bytes | peak at the start | peak at the end | sandbox | time |\n|---|---|---|---|---|---|"
    );
    let sandbox = Sandbox::start().await?;
    let tenant = sandbox.tenant();
    for size in SIZES {
        sandbox.set_package_bytes(size);
        let url = package(&sandbox, &tenant).await?;
        report("download", size, &url).await?;
    }
    for size in SIZES {
        let place = Assets::connect(&tenant).create_upload().send().await?;
        report("upload", size, &PresignedUrl::try_from(&place.upload_url)?).await?;
    }
    Ok(())
}

/// The URL of a package of generated code.
async fn package(sandbox: &Sandbox, tenant: &odc_runtime::Tenant) -> Outcome<PresignedUrl> {
    let page = Assets::connect(tenant)
        .list_assets()
        .limit(1000)
        .send()
        .await?;
    let builds = Builds::connect(tenant);
    for asset in &page.results {
        let list = builds
            .list_builds()
            .asset_key(asset.asset_key.parse::<uuid::Uuid>()?);
        let list = list
            .asset_revision(asset.latest_revision)
            .build_type(BuildType::Release);
        let Some(build) = list.send().await?.into_inner().builds.into_iter().next() else {
            continue;
        };
        builds
            .start_generated_code_package(build.build_key)
            .send()
            .await?;
        sandbox.clock().advance(Duration::from_secs(60));
        let package = builds
            .get_generated_code_package(build.build_key)
            .send()
            .await?;
        let url = package.uri.as_ref().ok_or("the package is not finished")?;
        return Ok(PresignedUrl::try_from(url)?);
    }
    Err("no asset has a Release build".into())
}

/// Runs one transfer in a process of its own, and prints a row of the table.
async fn report(direction: &'static str, size: u64, url: &PresignedUrl) -> Outcome<()> {
    let mut child = Command::new(std::env::current_exe()?);
    child
        .env(DIRECTION, direction)
        .env(URL, url.expose())
        .env(BYTES, size.to_string());
    let ran = tokio::task::spawn_blocking(move || child.output()).await??;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned().into());
    }
    let text = String::from_utf8(ran.stdout)?;
    let figures: Vec<&str> = text.split_whitespace().collect();
    let [before, after, seconds] = figures[..] else {
        return Err("the process printed something else".into());
    };
    let mb = |kib: &str| Outcome::Ok(kib.parse::<f64>()? * 1024.0 / 1e6);
    println!(
        "| {direction} | {size} | {:.1} MB | {:.1} MB | {:.1} MB | {:.1} s |",
        mb(before)?,
        mb(after)?,
        mb(&peak()?.to_string())?,
        seconds.parse::<f64>()?
    );
    Ok(())
}
