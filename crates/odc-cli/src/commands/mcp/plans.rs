//! Plans that an agent has made. When a plan is carried out, it becomes a file like that of the command, with the
//! same name as here. So `odctl` does exactly what the user has agreed to, and the name can be used to continue after
//! a failure.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use super::super::delivery::kept::PlanFile;
use super::super::delivery::plan::Plan;
use crate::exit::Failure;

/// How many plans are stored. Newer plans replace the oldest ones.
const MOST: usize = 20;

/// The plans of a server.
#[derive(Debug)]
pub(super) struct Plans {
    folder: PathBuf,
    made: Mutex<VecDeque<(String, Plan)>>,
}

impl Plans {
    /// The plans of a server. Their files are in this folder.
    pub(super) const fn new(folder: PathBuf) -> Self {
        let made = Mutex::new(VecDeque::new());
        Self { folder, made }
    }

    /// Stores a plan, and returns its name.
    pub(super) fn keep(&self, plan: Plan) -> String {
        let name = Uuid::new_v4().to_string();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() == MOST {
            made.pop_front();
        }
        made.push_back((name.clone(), plan));
        name
    }

    /// The plan with this name. This server made it, or it was begun earlier.
    ///
    /// # Errors
    /// There is no such plan, or its file cannot be read.
    pub(super) fn get(&self, name: &str) -> Result<Plan, Failure> {
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
            return Plan::load(&path);
        }
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let found = made.iter().find(|(it, _)| it == name);
        let (_, plan) = found.ok_or_else(unknown)?;
        Ok(plan.clone())
    }

    /// Opens the plan with this name to carry it out. It is read only when no other command can change it any more.
    ///
    /// # Errors
    /// There is no such plan, its file cannot be read, or another command carries it out.
    pub(super) fn take(&self, name: &str) -> Result<(PlanFile, Plan), Failure> {
        // For a name without a plan, no file is created.
        self.get(name)?;
        let place = PlanFile::named(name, &self.folder)?;
        Ok((place, self.get(name)?))
    }

    /// Forgets a plan that was begun, because its file has it.
    pub(super) fn forget(&self, name: &str) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|(it, _)| it != name);
    }
}
