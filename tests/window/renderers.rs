//! An exported document in the programs that people open it with: librsvg and Chromium show it as the
//! program's own picture does.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::RgbaImage;

use super::Result;
use super::needs::window_is_required;

/// Mean difference of a channel at most, of 255: edges are smoothed in other ways.
const MOST_APART: f64 = 3.0;
/// Of the parts of the picture, so many each way, none differs by more than this: a text that ran out of its
/// ground would.
const PARTS: u32 = 16;
const MOST_PART_APART: f64 = 15.0;

/// A document and the picture of the same view, exported into a folder.
fn exported(folder: &Path) -> Result<(PathBuf, RgbaImage)> {
    let export = |name: &str| -> Result<PathBuf> {
        let out = folder.join(name);
        let status = Command::new(env!("CARGO_BIN_EXE_steppe"))
            .args(["export", "--size", "1280x800", "--force", "--out"])
            .arg(&out)
            .status()?;
        // 1 says that something was left out of the picture.
        match status.code() {
            Some(0 | 1) => Ok(out),
            code => Err(format!("the export ended with {code:?}").into()),
        }
    };
    let picture = image::open(export("map.png")?)?.to_rgba8();
    Ok((export("map.svg")?, picture))
}

/// Runs a program that draws a document to a file.
fn drawn<A: AsRef<OsStr>>(program: &str, options: &[A], to: &Path) -> Result<RgbaImage> {
    let output = Command::new(program).args(options).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(image::open(to)?.to_rgba8())
}

/// Mean difference of a channel between two pictures, of all and of the part where it is most.
fn apart(a: &RgbaImage, b: &RgbaImage) -> (f64, f64) {
    assert_eq!(a.dimensions(), b.dimensions());
    let parts = (PARTS * PARTS) as usize;
    let (mut sums, mut counts) = (vec![0.0; parts], vec![0.0; parts]);
    for ((x, y, left), right) in a.enumerate_pixels().zip(b.pixels()) {
        let part = (y * PARTS / a.height() * PARTS + x * PARTS / a.width()) as usize;
        let channels = left.0.iter().zip(right.0).take(3);
        sums[part] += channels
            .map(|(left, right)| f64::from(left.abs_diff(right)))
            .sum::<f64>();
        counts[part] += 3.0;
    }
    let most = sums.iter().zip(&counts).map(|(sum, count)| sum / count);
    let all = sums.iter().sum::<f64>() / counts.iter().sum::<f64>();
    (all, most.fold(0.0, f64::max))
}

fn is_there(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn looks_alike(program: &str, options: &dyn Fn(&Path, &Path) -> Vec<String>) -> Result<()> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(program);
    std::fs::create_dir_all(&folder)?;
    let (document, picture) = exported(&folder)?;
    let to = folder.join("drawn.png");
    let other = drawn(program, &options(&document, &to), &to)?;
    let (all, most) = apart(&picture, &other);
    println!("{program}: {all:.3} apart, {most:.2} where it is most");
    assert!(
        all <= MOST_APART && most <= MOST_PART_APART,
        "{program} draws the document {all:.3} apart, {most:.2} in one part: see {}",
        folder.display()
    );
    Ok(())
}

#[test]
fn librsvg_draws_a_document_as_the_picture_is() -> Result<()> {
    if !is_there("rsvg-convert") {
        assert!(
            !window_is_required(),
            "rsvg-convert is missing: librsvg2-bin"
        );
        return Ok(());
    }
    looks_alike("rsvg-convert", &|document, to| {
        let (document, to) = (document.display().to_string(), to.display().to_string());
        vec!["--output".to_owned(), to, document]
    })
}

#[test]
fn chromium_draws_a_document_as_the_picture_is() -> Result<()> {
    if !is_there("chromium") {
        assert!(!window_is_required(), "chromium is missing: chromium");
        return Ok(());
    }
    looks_alike("chromium", &|document, to| {
        vec![
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            // A container may have next to no shared memory.
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--window-size=1280,800".to_owned(),
            format!("--screenshot={}", to.display()),
            format!("file://{}", document.display()),
        ]
    })
}
