//! Plans that an agent has made, until one is carried out: then it is a file like that of the command, and has the same
//! name here. So what the user agrees to is what is done, and a failure is gone on with by its name.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use super::super::delivery::plan::Plan;
use crate::exit::Failure;
use crate::folders::make_private;

/// How many plans are kept; the oldest ones go.
const MOST: usize = 20;

/// The plans of a server.
#[derive(Debug)]
pub(super) struct Plans {
    folder: PathBuf,
    made: Mutex<VecDeque<(String, Plan)>>,
}

/// A plan that is to be carried out.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub plan: Plan,
    /// Where it is kept while it is carried out.
    pub path: PathBuf,
    /// Whether nothing of it was carried out yet.
    pub is_new: bool,
}

impl Plans {
    /// The plans of a server, whose files are in this folder.
    pub(super) const fn new(folder: PathBuf) -> Self {
        let made = Mutex::new(VecDeque::new());
        Self { folder, made }
    }

    /// Keeps a plan, and returns its name.
    pub(super) fn keep(&self, plan: Plan) -> String {
        let name = Uuid::new_v4().to_string();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() == MOST {
            made.pop_front();
        }
        made.push_back((name.clone(), plan));
        name
    }

    /// The plan with this name: one that was made here, or one that was begun.
    ///
    /// # Errors
    /// There is none, or its file cannot be read.
    pub(super) fn get(&self, name: &str) -> Result<Chosen, Failure> {
        let unknown = || {
            Failure::not_found(format_args!(
                "there is no plan {name}; make one with promote_plan"
            ))
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(is_plain) {
            return Err(unknown());
        }
        let path = self.folder.join(format!("{name}.json"));
        if path.exists() {
            return Ok(Chosen {
                plan: Plan::load(&path)?,
                path,
                is_new: false,
            });
        }
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let found = made.iter().find(|(it, _)| it == name);
        let (_, plan) = found.ok_or_else(unknown)?;
        Ok(Chosen {
            plan: plan.clone(),
            path,
            is_new: true,
        })
    }

    /// Makes the folder in which plans are kept.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn make_folder(&self) -> Result<(), Failure> {
        make_private(&self.folder)
    }

    /// Forgets a plan that was begun: its file has it.
    pub(super) fn forget(&self, name: &str) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|(it, _)| it != name);
    }
}
