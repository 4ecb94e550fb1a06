//! What was measured.

use serde::Serialize;

/// What was measured: `ms` and `us` are on the clock, `cpu_ms` is processor time of all threads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Figures {
    /// Features, the rows of large layers among them.
    pub(crate) features: usize,
    /// Things found by all picks together.
    pub(crate) picked: usize,
    /// Reading the files.
    pub(crate) load_ms: f64,
    /// The same.
    pub(crate) load_cpu_ms: f64,
    /// From what was read to the triangles of the first view, fonts included.
    pub(crate) first_frame_ms: f64,
    /// The same.
    pub(crate) first_frame_cpu_ms: f64,
    /// Levels of detail that the tour asks for: the window prepares them beside its frames.
    pub(crate) prepare_ms: f64,
    /// A frame of the tour, up to its triangles: scene, shapes, tessellation.
    pub(crate) frame_ms_p50: f64,
    /// The same, for 99 of 100.
    pub(crate) frame_ms_p99: f64,
    /// The mean.
    pub(crate) frame_cpu_ms: f64,
    /// A view of the tour as finished pixels, drawn on the CPU.
    pub(crate) pixels_ms_p50: f64,
    /// The mean.
    pub(crate) pixels_cpu_ms: f64,
    /// What stands at a place.
    pub(crate) pick_us_p50: f64,
    /// The same, for 99 of 100.
    pub(crate) pick_us_p99: f64,
    /// The mean.
    pub(crate) pick_cpu_ms: f64,
    /// A frame with other days.
    pub(crate) filter_ms_p50: f64,
    /// The same, for 99 of 100.
    pub(crate) filter_ms_p99: f64,
    /// The mean.
    pub(crate) filter_cpu_ms: f64,
    /// A PNG of 3840x2160 of the first view.
    pub(crate) export_ms: f64,
    /// The same.
    pub(crate) export_cpu_ms: f64,
    /// Most memory that the process has had; `None` where the system does not say.
    pub(crate) peak_rss_mb: Option<f64>,
}

impl Figures {
    /// What a person reads: a line each, times as "wall (processor)".
    #[must_use]
    pub(crate) fn lines(&self) -> Vec<String> {
        let both = |what: &str, wall: f64, cpu: f64| {
            format!("{what:<36}{wall:>10.2} ms {cpu:>10.2} ms of processor")
        };
        let spread = |what: &str, p50: f64, p99: f64, unit: &str| {
            format!("{what:<36}{p50:>10.2} {unit} {p99:>10.2} {unit} at the 99th percentile")
        };
        let mut lines = vec![
            format!("{:<36}{:>10}", "features", self.features),
            both("reading", self.load_ms, self.load_cpu_ms),
            both(
                "first picture",
                self.first_frame_ms,
                self.first_frame_cpu_ms,
            ),
            format!("{:<36}{:>10.2} ms", "levels of detail", self.prepare_ms),
            spread(
                "a frame of the tour",
                self.frame_ms_p50,
                self.frame_ms_p99,
                "ms",
            ),
            both(
                "the same as finished pixels",
                self.pixels_ms_p50,
                self.pixels_cpu_ms,
            ),
            spread("a pick", self.pick_us_p50, self.pick_us_p99, "us"),
            spread(
                "a frame of other days",
                self.filter_ms_p50,
                self.filter_ms_p99,
                "ms",
            ),
            both("a PNG of 3840x2160", self.export_ms, self.export_cpu_ms),
        ];
        if let Some(peak) = self.peak_rss_mb {
            lines.push(format!("{:<36}{peak:>10.1} MB", "most memory"));
        }
        lines
    }
}

/// Most memory that this process has had, MB; `None` where the system does not say.
#[must_use]
pub(crate) fn peak_rss_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
