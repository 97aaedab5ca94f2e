//! Compares two sides. Both sides and a control take turns, so that a disturbance affects all of them.

use std::time::{Duration, Instant};

/// The control and the reference are the same code. A run does not count if their times differ by more than this share.
const QUIET: f64 = 0.02;

/// The number of repetitions.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Number of runs. Each run gives a ratio.
    pub runs: usize,
    /// Number of rounds in a run. In each round, both sides and the control have one turn.
    pub rounds: usize,
    /// Number of calls in a turn.
    pub calls: usize,
}

/// Prints the ratio of `ours` to `reference`, and as the control the ratio of `reference` to itself.
pub async fn compare(
    title: &str,
    effort: Effort,
    mut reference: impl AsyncFnMut(),
    mut ours: impl AsyncFnMut(),
) {
    println!("\n{title}");
    println!("run  reference      ours   control     ratio");
    let mut ratios = Vec::new();
    let mut quiet = Vec::new();
    for run in 0..=effort.runs {
        let mut times: [Vec<Duration>; 3] = Default::default();
        for round in 0..effort.rounds {
            for turn in 0..3 {
                // The order changes in every round: three orders and their reverses.
                let place = if round % 2 == 0 { turn } else { 2 - turn };
                let who = (round / 2 + place) % 3;
                let time = if who == 1 {
                    timed(effort.calls, &mut ours).await
                } else {
                    timed(effort.calls, &mut reference).await
                };
                times[who].push(time);
            }
        }
        if run == 0 {
            continue; // the first run only warms up
        }
        let [reference, ours, control] = times.map(|times| median(times) / per_call(effort));
        let (control, ratio) = (control / reference, ours / reference);
        let is_quiet = (control - 1.0).abs() <= QUIET;
        println!(
            "{run:>3}  {reference:>6.1} µs  {ours:>6.1} µs   {control:>7.3}   {ratio:>7.3}{}",
            if is_quiet {
                ""
            } else {
                "   disturbed, left out"
            }
        );
        if is_quiet {
            quiet.push(control);
            ratios.push(ratio);
        }
    }
    if ratios.is_empty() {
        println!("every run was disturbed: no result");
        return;
    }
    println!(
        "median of {} quiet runs: ratio {:.3} ({:.3} to {:.3}), control {:.3}",
        ratios.len(),
        middle(&mut ratios),
        ratios[0],
        ratios[ratios.len() - 1],
        middle(&mut quiet),
    );
}

fn per_call(effort: Effort) -> f64 {
    f64::from(u32::try_from(effort.calls).unwrap_or(u32::MAX))
}

async fn timed(calls: usize, call: &mut impl AsyncFnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        call().await;
    }
    start.elapsed()
}

/// The median in microseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}

fn middle(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
