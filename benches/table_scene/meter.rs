//! Clocks, and what they say.

use std::time::Instant;

pub(crate) fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

pub(crate) fn report(name: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part).round() as usize];
    println!(
        "{name:<52} median {:>8.3}   p99 {:>8.3}   worst {:>8.3} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Processor time of all threads so far, where the system tells it: what a busy machine cannot blur.
pub(crate) fn processor_ms() -> Option<f64> {
    /// The kernel counts in hundredths of a second (proc(5), `utime` and `stime`).
    const TICK_MS: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after = stat.rsplit_once(')')?.1;
    let mut ticks = after.split_whitespace().skip(11).take(2);
    let mut next = || ticks.next()?.parse::<f64>().ok();
    Some((next()? + next()?) * TICK_MS)
}
