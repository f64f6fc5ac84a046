//! The clock: what day it is. Nothing that is built depends on it; a version that is frozen gets its date
//! from here, once.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today, in universal time, as `YYYY-MM-DD`. `SOURCE_DATE_EPOCH` sets it, as for other programs whose
/// output must be made again.
pub fn today() -> String {
    let given = env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = given.and_then(|text| text.trim().parse().ok()).or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        Some(since.as_secs())
    });
    date(seconds.unwrap_or(0) / 86_400)
}

/// The date of a day, counted from 1 January 1970. Counts in years that begin in March, so that the day
/// that some years have more is the last one, and in eras of 400 years, which all have as many days.
fn date(days: u64) -> String {
    // From 1 March of the year 0.
    let days = days.min(365_000_000) + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = match month {
        0..=9 => (month + 3, 0),
        _ => (month - 9, 1),
    };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + next)
}
