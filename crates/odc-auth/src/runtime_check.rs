//! Checks whether async calls work in the current place. If they do not, tokio and reqwest would panic.

use std::cell::Cell;
use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::{Handle, Id};

/// Why no call is possible here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuntimeError {
    /// There is no tokio runtime.
    #[error("there is no tokio runtime here; call from within one, such as that of #[tokio::main]")]
    Missing,
    /// The runtime has no timers.
    #[error("the tokio runtime has no timers; build it with enable_all()")]
    NoTimers,
    /// The runtime has no I/O.
    #[error("the tokio runtime has no I/O; build it with enable_all()")]
    NoIo,
}

type Checked = Result<(), RuntimeError>;

/// Checks that calls can be made here: inside a tokio runtime with timers and I/O.
///
/// To find out whether tokio has timers and I/O, code must use them, and tokio panics if they are missing. Therefore
/// the first check of a thread in a runtime catches that panic. In a runtime without them, the panic hook prints the
/// panic then; further checks are silent.
///
/// # Errors
///
/// [`RuntimeError`] says what is missing, and what to do.
pub fn check_runtime() -> Checked {
    thread_local!(static KNOWN: Cell<Option<(Id, Checked)>> = const { Cell::new(None) });
    let runtime = Handle::try_current().map_err(|_| RuntimeError::Missing)?;
    match KNOWN.get() {
        Some((id, checked)) if id == runtime.id() => checked,
        _ => {
            let checked = check_drivers();
            KNOWN.set(Some((runtime.id(), checked)));
            checked
        }
    }
}

fn check_drivers() -> Checked {
    let sleep = || drop(tokio::time::sleep(Duration::ZERO));
    catch_unwind(sleep).map_err(|_| RuntimeError::NoTimers)?;
    // If the system gives no socket, the call itself fails and reports the reason.
    let Ok(socket) = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else {
        return Ok(());
    };
    let register = || {
        socket.set_nonblocking(true)?;
        tokio::net::UdpSocket::from_std(socket).map(drop)
    };
    match catch_unwind(register) {
        Ok(_) => Ok(()),
        Err(_) => Err(RuntimeError::NoIo),
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn a_runtime_with_timers_and_io_passes() {
        for build in [Builder::new_current_thread, Builder::new_multi_thread] {
            let runtime = build().enable_all().build().unwrap();
            assert_eq!(runtime.block_on(async { check_runtime() }), Ok(()));
        }
    }

    #[test]
    fn each_check_in_each_runtime_reports_what_is_missing() {
        assert_eq!(check_runtime(), Err(RuntimeError::Missing));
        let bare = Builder::new_current_thread().build().unwrap();
        let timed = Builder::new_current_thread().enable_time().build().unwrap();
        let whole = Builder::new_current_thread().enable_all().build().unwrap();
        for _ in 0..2 {
            for (runtime, checked) in [
                (&bare, Err(RuntimeError::NoTimers)),
                (&timed, Err(RuntimeError::NoIo)),
                (&whole, Ok(())),
            ] {
                assert_eq!(runtime.block_on(async { check_runtime() }), checked);
            }
        }
        assert_eq!(check_runtime(), Err(RuntimeError::Missing));
    }
}
