//! A program that is killed before any one of its steps on the disk leaves the old file or the new one, whole:
//! `strace` kills it as it asks the system for the step.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};

use tempfile::TempDir;

use crate::Result;
use crate::private::traces;

/// Steps that change what is on the disk; those that a kind of machine does not have are passed over.
const STEPS: [&str; 11] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
];

/// Which of the steps of one kind the program is killed before: each of the first, then every few.
fn kills() -> impl Iterator<Item = usize> {
    (1..24).chain((24..2000).step_by(11))
}

const OLD: &[u8] = b"the old one";

const EVENTS: &str = "name,date,lat,lon\n\
    Kant,2021-10-18,42.85,74.85\nOsh,2021-10-19,40.5,72.8\nTermez,2021-10-20,37.2,67.3\n";

/// The program in `folder`; where a step is given, killed before it takes that for the so-manieth time in any
/// thread.
fn run(folder: &Path, kill: Option<(&str, usize)>, args: &[&str]) -> Result<ExitStatus> {
    let mut command = match kill {
        None => Command::new(env!("CARGO_BIN_EXE_steppe")),
        Some((step, time)) => {
            let mut strace = Command::new("strace");
            strace.args(["-f", "-qq", "-o", "/dev/null"]);
            strace.arg(format!("--trace=?{step}"));
            strace.arg(format!("--inject=?{step}:signal=SIGKILL:when={time}"));
            strace.arg(env!("CARGO_BIN_EXE_steppe"));
            strace
        }
    };
    let output = command.args(args).current_dir(folder).output()?;
    Ok(output.status)
}

/// What a file says, as a table of text.
fn said(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let args = ["convert", name, "--force", "--out", "said.csv"];
    let status = run(folder, None, &args)?;
    assert!(status.success(), "{name} is not whole");
    Ok(fs::read(folder.join("said.csv"))?)
}

/// Writes `name` over an old file by `args`, killed before each step in turn; gives how often it was killed.
fn killed_at_every_step(name: &str, args: &[&str], is_table: bool) -> Result<usize> {
    let folder = TempDir::new()?;
    let (folder, file) = (folder.path(), folder.path().join(name));
    fs::write(folder.join("events.csv"), EVENTS)?;
    fs::write(&file, OLD)?;
    assert!(run(folder, None, args)?.success(), "{args:?}");
    let new = fs::read(&file)?;
    let new_said = is_table.then(|| said(folder, name)).transpose()?;
    let mut killed = 0;
    for step in STEPS {
        for time in kills() {
            fs::write(&file, OLD)?;
            let ended = run(folder, Some((step, time)), args)?.success();
            let left =
                fs::read(&file).map_err(|error| format!("{name}, {step} {time}: {error}"))?;
            if left != OLD && left != new {
                // Some formats say when they were written.
                let same = new_said
                    .as_ref()
                    .is_some_and(|new| said(folder, name).is_ok_and(|left| left == *new));
                assert!(same, "half of {name} after {step} {time}");
            }
            if ended {
                break;
            }
            killed += 1;
        }
    }
    println!("{name}: killed before {killed} steps");
    Ok(killed)
}

#[test]
fn a_file_whose_writer_is_killed_before_any_step_is_the_old_one_or_the_new_one() -> Result<()> {
    if !traces()? {
        return Ok(());
    }
    for name in [
        "out.csv",
        "out.geojson",
        "out.ndjson",
        "out.kml",
        "out.gpx",
        "out.xlsx",
        "out.gpkg",
        "out.fgb",
        "out.zip",
    ] {
        let args = ["convert", "events.csv", "--force", "--out", name];
        let killed = killed_at_every_step(name, &args, true)?;
        assert!(killed >= 3, "{name} was killed {killed} times only");
    }
    Ok(())
}

#[test]
fn a_picture_whose_writer_is_killed_before_any_step_is_the_old_one_or_the_new_one() -> Result<()> {
    if !traces()? {
        return Ok(());
    }
    for name in ["map.png", "map.pdf"] {
        let args = [
            "export",
            "events.csv",
            "--force",
            "--size",
            "320x240",
            "--out",
            name,
        ];
        let killed = killed_at_every_step(name, &args, false)?;
        assert!(killed >= 3, "{name} was killed {killed} times only");
    }
    Ok(())
}

/// The files of a folder, by their names.
fn files_of(folder: &Path) -> Result<BTreeMap<OsString, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name(), fs::read(entry.path())?);
    }
    Ok(files)
}

#[test]
fn frames_whose_writer_is_killed_before_any_step_are_all_old_or_all_new() -> Result<()> {
    if !traces()? {
        return Ok(());
    }
    let folder = TempDir::new()?;
    let (folder, frames) = (folder.path(), folder.path().join("days"));
    fs::write(folder.join("events.csv"), EVENTS)?;
    let args = |size| {
        [
            "export",
            "events.csv",
            "--force",
            "--size",
            size,
            "--days",
            "1",
            "--out",
            "days/",
        ]
    };
    let of_size = |size| {
        let _ = fs::remove_dir_all(&frames);
        assert!(run(folder, None, &args(size))?.success());
        fs::write(frames.join("note.txt"), "mine")?;
        files_of(&frames)
    };
    let new = of_size("340x240")?;
    let old = of_size("320x240")?;
    assert!(new.len() > 2 && new != old);
    let mut killed = 0;
    for step in STEPS {
        for time in kills() {
            if files_of(&frames)? != old {
                of_size("320x240")?;
            }
            let ended = run(folder, Some((step, time)), &args("340x240"))?.success();
            let left = files_of(&frames)?;
            assert!(
                left == old || left == new,
                "frames of both after {step} {time}"
            );
            if ended {
                break;
            }
            killed += 1;
        }
    }
    assert!(killed >= 6, "{killed} times only");
    Ok(())
}
