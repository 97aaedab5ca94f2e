//! The backup of all sources.

use std::path::Path;

use odc_sandbox::{Entry, Permission, Permissions, Sandbox};

use crate::BACKUP_SOURCES;
use crate::delivery::{called, tenant};
use crate::support::{assert_prints, run_at};

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("a file").file_name().into_string());
    let mut names: Vec<_> = names.map(|name| name.expect("text")).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_fetches_every_source_once() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("of/tonight");
    let arguments = [
        to.to_str().expect("a path"),
        "--name",
        "portal",
        "--parallel",
        "8",
    ];
    let printed = run_at(&sandbox, BACKUP_SOURCES, &arguments)
        .await
        .succeeded();
    assert_prints(
        &printed,
        r"
saved      Booking Portal revision 8, 4096 bytes
saved      Claims Portal revision 8, 4096 bytes
saved      Compliance Portal revision 8, 4096 bytes
saved      Contract Portal revision 8, 4096 bytes
saved      Customer Portal revision 8, 4096 bytes
saved      Energy Portal revision 8, 4096 bytes
saved      Expense Portal revision 8, 4096 bytes
saved      Field Service Portal revision 8, 4096 bytes
saved      Fleet Portal revision 8, 4096 bytes
saved      Inspection Portal revision 8, 4096 bytes
saved      Invoice Portal revision 8, 4096 bytes
saved      Loan Portal revision 8, 4096 bytes
saved      Loyalty Portal revision 8, 4096 bytes
saved      Onboarding Portal revision 8, 4096 bytes
saved      Order Portal revision 8, 4096 bytes
saved      Payroll Portal revision 8, 4096 bytes
saved      Recruiting Portal revision 8, 4096 bytes
saved      Supplier Portal revision 8, 4096 bytes
saved      Template_Asset Portal revision 8, 4096 bytes
saved      Warehouse Portal revision 8, 4096 bytes
20 saved, 0 were there, 0 without source code, 0 failed
",
    );
    assert_prints(
        &names(&to)[..2].join(" "),
        "Booking_Portal_r8_188d2160_fae1_440c_8324_1c0e57ebe3b3.oml Claims_Portal_r8_89ed5002_8cdb_43ac_9a7c_bddfaa6b59a5.oml",
    );
    assert_eq!(downloads(&sandbox).len(), 20);
    // The page of the list has all necessary data.
    assert_eq!(called(&sandbox), ["list_assets"]);

    sandbox.clear_journal();
    let printed = run_at(&sandbox, BACKUP_SOURCES, &arguments)
        .await
        .succeeded();
    assert_prints(
        &printed,
        "0 saved, 20 were there, 0 without source code, 0 failed",
    );
    assert_eq!(downloads(&sandbox).len(), 0);
}

#[tokio::test]
async fn a_backup_continues_inside_a_file() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("a path");
    let arguments = [place, "--name", "claims desk"];
    // Each response ends in the middle, until no retry is left.
    sandbox.faults().on("download").always().truncate();
    let ran = run_at(&sandbox, BACKUP_SOURCES, &arguments).await;
    assert!(
        ran.out.starts_with("failed     Claims Desk revision 8: "),
        "{ran:?}"
    );
    assert_prints(
        &ran.failed().replace(place, "FOLDER"),
        "error: sources that were not saved to FOLDER: 1; run again to go on",
    );
    let name = "Claims_Desk_r8_530f44bc_1c17_442c_8532_6929f25f5439.oml";
    let left = [format!("{name}.part"), format!("{name}.part.version")];
    assert_eq!(names(folder.path()), left);
    let part = std::fs::read(folder.path().join(&left[0])).expect("the part");
    assert!((2048..4096).contains(&part.len()), "{} bytes", part.len());

    sandbox.faults().clear();
    sandbox.clear_journal();
    let printed = run_at(&sandbox, BACKUP_SOURCES, &arguments)
        .await
        .succeeded();
    assert_prints(
        &printed,
        r"
saved      Claims Desk revision 8, 4096 bytes
1 saved, 0 were there, 0 without source code, 0 failed
",
    );
    let statuses: Vec<_> = downloads(&sandbox)
        .iter()
        .map(|entry| entry.status)
        .collect();
    assert_eq!(statuses, [Some(206)]);
    assert_eq!(names(folder.path()), [name]);
    let whole = std::fs::read(folder.path().join(name)).expect("the file");
    assert_eq!((whole.len(), &whole[..part.len()]), (4096, &part[..]));
}

/// The requests for files.
fn downloads(sandbox: &Sandbox) -> Vec<Entry> {
    let mut entries = sandbox.journal();
    entries.retain(|entry| entry.operation == Some("download"));
    entries
}

#[tokio::test]
async fn a_source_that_cannot_be_saved_does_not_stop_the_others() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = [folder.path().to_str().expect("a path"), "--name", "claims"];
    run_at(&sandbox, BACKUP_SOURCES, &arguments)
        .await
        .succeeded();
    let name = names(folder.path()).remove(0);
    std::fs::remove_file(folder.path().join(&name)).expect("it is removed");
    std::fs::create_dir(folder.path().join(name)).expect("a folder in the way");
    let ran = run_at(&sandbox, BACKUP_SOURCES, &arguments).await;
    let place = folder.path().to_str().expect("a path");
    assert_prints(
        &ran.out.replace(place, "FOLDER"),
        r"
failed     Claims Desk revision 8: FOLDER/Claims_Desk_r8_530f44bc_1c17_442c_8532_6929f25f5439.oml: it is a directory; add a file name
0 saved, 1 were there, 0 without source code, 1 failed
",
    );
    assert_prints(
        &ran.failed().replace(place, "FOLDER"),
        "error: sources that were not saved to FOLDER: 1; run again to go on",
    );
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_refused_with_one_line() {
    let sandbox = tenant(Sandbox::builder()).await;
    let file = tempfile::NamedTempFile::new().expect("a file");
    let place = file.path().to_str().expect("a path");
    let error = run_at(&sandbox, BACKUP_SOURCES, &[place]).await.failed();
    let expected = format!("error: cannot create the folder {place}: ");
    assert!(error.starts_with(&expected), "{error}");
    assert!(called(&sandbox).is_empty());
}

#[tokio::test]
async fn a_backup_of_nothing_is_an_error_that_names_the_permission() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("a path");
    let none = [place, "--name", "no such asset"];
    assert_prints(
        &run_at(&sandbox, BACKUP_SOURCES, &none).await.failed(),
        "error: there is no such asset that the API client may open; give it the permission Asset management > Open, or check the arguments",
    );
    // This client may sign in, but sees no asset.
    let client = sandbox.clients().list().remove(0).id;
    let permissions = Permissions::none().with(Permission::ViewMembers, &[]);
    let set = sandbox.clients().set_permissions(&client, permissions);
    set.expect("the client is there");
    let ran = run_at(&sandbox, BACKUP_SOURCES, &[place]).await;
    assert_eq!(ran.out, "");
    assert_prints(
        &ran.failed(),
        "error: there is no such asset that the API client may open; give it the permission Asset management > Open, or check the arguments",
    );
}

#[tokio::test]
async fn a_file_that_another_run_writes_is_skipped() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("a path");
    let part = folder
        .path()
        .join("Claims_Desk_r8_530f44bc_1c17_442c_8532_6929f25f5439.oml.part");
    let other = std::fs::File::create(part).expect("a file");
    other.lock().expect("a lock, as a download has it");
    let arguments = [place, "--name", "claims"];
    let ran = run_at(&sandbox, BACKUP_SOURCES, &arguments).await;
    assert_prints(
        &ran.out.replace(place, "FOLDER"),
        r"
failed     Claims Desk revision 8: FOLDER/Claims_Desk_r8_530f44bc_1c17_442c_8532_6929f25f5439.oml.part: another download writes to it; wait for that one or choose another name
saved      Claims Portal revision 8, 4096 bytes
1 saved, 0 were there, 0 without source code, 1 failed
",
    );
    assert_prints(
        &ran.failed().replace(place, "FOLDER"),
        "error: sources that were not saved to FOLDER: 1; run again to go on",
    );
}
