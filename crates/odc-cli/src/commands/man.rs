//! `odctl man`: the files for a package: man pages and completion scripts. `cargo xtask man` calls it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};
use clap_complete::Shell as Dialect;

use super::completion;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::folders::cannot;
use crate::help;
use crate::shell::Shell;

/// Write the man pages and the completion scripts, for people who make a package
#[derive(Debug, Args)]
#[command(hide = true, after_help = help::after(&["odctl man target/package"], &[]))]
pub struct Man {
    /// Folder; it gets the folders `man1` and `completions`
    folder: PathBuf,
}

impl Man {
    pub(crate) fn run(self, shell: &Shell, program: clap::Command) -> Result<Exit, Failure> {
        let pages = self.folder.join("man1");
        make(&pages)?;
        write_pages(program, &pages)
            .map_err(|error| cannot("write the man pages into", &pages, &error))?;
        let scripts = self.folder.join("completions");
        make(&scripts)?;
        for dialect in Dialect::value_variants() {
            let file = scripts.join(file_name(*dialect));
            let script = completion::script(*dialect)?;
            files::replace(&file, script.as_bytes())?;
        }
        let places = format!("{} and {}", pages.display(), scripts.display());
        shell.notes.say(format_args!("written: {places}"));
        Ok(Exit::Done)
    }
}

/// First writes the pages into a new folder. If there is a link at the path of a page, this replaces the link and
/// does not follow it.
fn write_pages(program: clap::Command, folder: &Path) -> std::io::Result<()> {
    let new = tempfile::tempdir_in(folder)?;
    clap_mangen::generate_to(program, new.path())?;
    for page in std::fs::read_dir(new.path())? {
        let page = page?;
        std::fs::rename(page.path(), folder.join(page.file_name()))?;
    }
    Ok(())
}

fn make(folder: &Path) -> Result<(), Failure> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| cannot("make the folder", folder, &error))
}

/// The name under which a shell looks for the script.
fn file_name(dialect: Dialect) -> String {
    match dialect {
        Dialect::Zsh => "_odctl".to_owned(),
        Dialect::Fish => "odctl.fish".to_owned(),
        Dialect::Elvish => "odctl.elv".to_owned(),
        Dialect::PowerShell => "_odctl.ps1".to_owned(),
        other => format!("odctl.{other}"),
    }
}
