//! What the program asks of the system, seen by `strace`: no network, and no file but what it was
//! asked for, its own settings and what belongs to the system.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::{Harness, Result, needs};

/// What software drawing on a busy machine may take, slowed down by `strace`.
const PATIENCE: Duration = Duration::from_mins(2);

/// What `strace` writes down: sockets, and files that are opened, made, renamed or removed.
const TRACED: &str = "trace=network,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate";

/// Beginnings of the names of calls that change what is on the disk, opening to write aside.
const CHANGING: [&str; 7] = [
    "creat", "rename", "unlink", "mkdir", "link", "symlink", "truncate",
];

/// Where the system keeps what every program reads.
const OF_SYSTEM: [&str; 9] = [
    "/usr/",
    "/lib",
    "/etc/",
    "/proc/",
    "/sys/",
    "/dev/",
    "/run/",
    "/var/",
    "/tmp/.X11-unix",
];

/// Sockets that may be spoken to: the display, the session bus and the name service's cache.
const SPOKEN_TO: [&str; 4] = [".X11-unix/", "/wayland-", "/bus", "nscd/socket"];

/// Whether `strace` is here; an error where it is required and not.
pub(super) fn traces() -> Result<bool> {
    if Command::new("strace").arg("-V").output().is_ok() {
        return Ok(true);
    }
    if needs::window_is_required() {
        return Err("strace is missing, and nothing may be passed over here".into());
    }
    eprintln!("what the program asks of the system cannot be seen here, missing: strace");
    Ok(false)
}

/// All that was written below `folder`, one file for each thread: so no call is split in two.
fn calls_in(folder: &Path) -> Result<String> {
    let mut calls = String::new();
    for entry in std::fs::read_dir(folder)? {
        calls += &std::fs::read_to_string(entry?.path())?;
    }
    Ok(calls)
}

/// What a line of `strace` is about: `openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3`.
struct Call<'l> {
    line: &'l str,
    name: &'l str,
    /// The last path that it names: of a renaming, the new one.
    path: Option<&'l str>,
    failed: bool,
}

impl<'l> Call<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let (name, rest) = line.split_once('(')?;
        Some(Self {
            line,
            name,
            path: rest.split('"').skip(1).step_by(2).last(),
            failed: rest.contains(" = -1 "),
        })
    }

    fn writes(&self) -> bool {
        if self.name.starts_with("open") {
            return ["O_WRONLY", "O_RDWR", "O_CREAT"]
                .iter()
                .any(|flag| self.line.contains(flag));
        }
        CHANGING.iter().any(|name| self.name.starts_with(name))
    }
}

/// Fails where `log` has a call that is none of the program's business. It may read below `reads`
/// and write below `writes`, and talk to the display where it `shows`.
fn check(log: &str, reads: &[&Path], writes: &[&Path], shows: bool) {
    let below = |path: &str, folders: &[&Path]| {
        let relative = !path.starts_with('/');
        relative
            || folders
                .iter()
                .any(|folder| Path::new(path).starts_with(folder))
    };
    let mut calls = Vec::new();
    for call in log.lines().filter_map(Call::of) {
        calls.push(call.name);
        let line = call.line;
        match call.name {
            "socket" | "socketpair" => assert!(
                line.contains("AF_UNIX") || line.contains("AF_LOCAL"),
                "a socket of a network: {line}"
            ),
            "connect" => {
                let known = SPOKEN_TO.iter().any(|name| line.contains(name));
                let cache = line.contains("nscd");
                assert!(known && (shows || cache), "spoken to: {line}");
            }
            _ => {}
        }
        let Some(path) = call.path.filter(|_| !call.failed) else {
            continue;
        };
        if call.writes() {
            let device = path.starts_with("/dev/") || path.starts_with("/proc/self/");
            assert!(device || below(path, writes), "written to: {line}");
        } else if call.name.starts_with("open") {
            let system = OF_SYSTEM.iter().any(|folder| path.starts_with(folder));
            assert!(
                system || below(path, reads) || below(path, writes),
                "read: {line}"
            );
        }
    }
    // What was not understood would be passed over in silence.
    assert!(calls.len() >= 5, "strace saw the program: {log}");
    let mut expected = vec!["openat"];
    expected.extend(shows.then_some("connect"));
    for name in expected {
        assert!(calls.contains(&name), "no `{name}` was understood: {log}");
    }
}

#[test]
fn a_window_speaks_to_the_display_alone_and_writes_its_settings_alone() -> Result<()> {
    if !traces()? {
        return Ok(());
    }
    let Some(mut screen) = Harness::start(800, 600)? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("calls.txt");
    let material = tempfile::tempdir()?;
    let file = material.path().join("towns.csv");
    std::fs::write(
        &file,
        "name,lat,lon,when\nOsh,40.5,72.8,2021-10\nKant,42.9,74.8,2021\n",
    )?;
    let path = |path: &Path| path.to_str().map(str::to_owned).ok_or("a path of letters");
    let program = env!("CARGO_BIN_EXE_steppe");
    screen.launch(
        "strace",
        &[
            "-ff",
            "-qq",
            "-e",
            TRACED,
            "-o",
            &path(&log)?,
            program,
            &path(&file)?,
        ],
    )?;
    screen.wait_for_window("towns", PATIENCE)?;
    screen.settle(PATIENCE)?;
    screen.key("Plus")?;
    screen.key("n")?;
    screen.settle(PATIENCE)?;
    screen.key("F12")?;
    std::thread::sleep(Duration::from_secs(2));
    screen.key("Return")?;
    std::thread::sleep(Duration::from_secs(2));
    screen.key("Ctrl+q")?;
    screen.program()?.ended(PATIENCE)?;
    let home = screen.program()?.home().to_owned();
    let settings = home.join("xdg_config_home/steppe/settings.json");
    assert!(settings.is_file(), "the settings are kept");
    let built = Path::new(program).parent().ok_or("a folder")?;
    check(
        &calls_in(folder.path())?,
        &[material.path(), built],
        &[&home],
        true,
    );
    let left: Vec<_> = std::fs::read_dir(material.path())?.collect();
    assert_eq!(left.len(), 1, "nothing is left beside what is open");
    Ok(())
}

#[test]
fn a_command_speaks_to_nobody_and_writes_what_it_is_asked_for_alone() -> Result<()> {
    if !traces()? {
        return Ok(());
    }
    let program = env!("CARGO_BIN_EXE_steppe");
    let built = Path::new(program).parent().ok_or("a folder")?;
    for (args, makes) in [
        (&["list", "towns.csv"][..], None),
        (&["check", "towns.csv"], None),
        (
            &["convert", "towns.csv", "--out", "out.gpkg"],
            Some("out.gpkg"),
        ),
        (
            &[
                "export",
                "towns.csv",
                "--size",
                "200x150",
                "--out",
                "out.png",
            ],
            Some("out.png"),
        ),
        (
            &["export", "--size", "200x150", "--out", "out.pdf"],
            Some("out.pdf"),
        ),
        (
            &["export", "--chart", "troops", "--out", "out.csv"],
            Some("out.csv"),
        ),
        (&["new", "dossier"], Some("dossier")),
    ] {
        let logs = tempfile::tempdir()?;
        let log = logs.path().join("calls.txt");
        let folder = tempfile::tempdir()?;
        std::fs::write(
            folder.path().join("towns.csv"),
            "name,lat,lon\nOsh,40.5,72.8\n",
        )?;
        let status = Command::new("strace")
            .args(["-ff", "-qq", "-e", TRACED, "-o"])
            .arg(&log)
            .arg(program)
            .args(args)
            .current_dir(folder.path())
            .env("HOME", folder.path().join("home"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_CONFIG_HOME")
            .output()?
            .status;
        assert_eq!(status.code(), Some(0), "{args:?}");
        check(&calls_in(logs.path())?, &[built], &[folder.path()], false);
        let mut names: Vec<_> = std::fs::read_dir(folder.path())?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<std::io::Result<_>>()?;
        names.retain(|name| name != "towns.csv");
        let expected: Vec<&str> = makes.into_iter().collect();
        assert_eq!(names, expected, "{args:?}");
    }
    Ok(())
}
