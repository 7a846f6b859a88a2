//! CPU and wall time of a stretch of work, and the peak of memory.

use cpu_time::ProcessTime;
use std::time::{Duration, Instant};

/// CPU and wall time, running or stopped.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    began: Option<(ProcessTime, Instant)>,
    cpu: Duration,
    wall: Duration,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { began: Some((ProcessTime::now(), Instant::now())), cpu: Duration::ZERO, wall: Duration::ZERO }
    }

    pub(crate) fn stop(mut self) -> Self {
        if let Some((cpu, wall)) = self.began.take() {
            self.cpu = cpu.elapsed();
            self.wall = wall.elapsed();
        }
        self
    }

    pub(crate) fn cpu_ms(&self) -> f64 {
        self.cpu.as_secs_f64() * 1000.0
    }

    pub(crate) fn wall_ms(&self) -> f64 {
        self.wall.as_secs_f64() * 1000.0
    }
}

/// The one of many that `percent` of them do not exceed, by CPU time.
pub(crate) fn quantile(mut all: Vec<Meter>, percent: usize) -> Meter {
    all.sort_by_key(|meter| meter.cpu);
    let rank = ((all.len() - 1) * percent).div_ceil(100);
    all.swap_remove(rank)
}

/// The most memory that the process has held, where the system says so.
pub(crate) fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 =
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(f64::NAN);
    kilobytes / 1024.0
}
