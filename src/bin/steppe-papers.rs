//! Man pages and completions of the command line, for packages: `steppe-papers FOLDER`.

use std::path::Path;
use std::{env, fs, io};

use clap_complete::Shell;

fn main() -> io::Result<()> {
    let Some(folder) = env::args_os().nth(1) else {
        return Err(io::Error::other("name the folder to write to"));
    };
    let folder = Path::new(&folder);
    let pages = folder.join("man");
    fs::create_dir_all(&pages)?;
    clap_mangen::generate_to(steppe::cli::command(), &pages)?;
    for shell in [Shell::Bash, Shell::Fish, Shell::PowerShell, Shell::Zsh] {
        let scripts = folder.join("completions").join(shell.to_string());
        fs::create_dir_all(&scripts)?;
        clap_complete::generate_to(shell, &mut steppe::cli::command(), "steppe", &scripts)?;
    }
    Ok(())
}
