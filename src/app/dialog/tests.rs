//! Dialogs on systems that hang, that have none, and that answer.

use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;
use crate::app::worker::Worker;
use crate::session::{FileCommand, SaveId, SourceId};

/// Longest time that an answer may take; a busy machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A desktop without dialogs, whose disk does not answer before the test drops its end.
struct HangingDesktop {
    asked: Sender<()>,
    ended: Mutex<Receiver<()>>,
}

impl Desktop for HangingDesktop {
    fn is_dir(&self, _: &Path) -> bool {
        let _ = self.asked.send(());
        let _ = self.ended.lock().unwrap().recv();
        false
    }

    fn choose(&self, _: &FileDialog) -> Option<PathBuf> {
        None
    }
}

/// A desktop on which only `folder` is there, and whose reader takes what is proposed.
struct AgreeingDesktop {
    folder: &'static str,
}

impl Desktop for AgreeingDesktop {
    fn is_dir(&self, path: &Path) -> bool {
        path == Path::new(self.folder)
    }

    fn choose(&self, dialog: &FileDialog) -> Option<PathBuf> {
        Some(dialog.folder.join(dialog.name.unwrap_or("towns.csv")))
    }
}

/// One question of each kind, asked in the folder that was used last.
fn questions(folder: &str) -> [Question; 4] {
    let folder = || Some(SourceId::from(folder));
    [
        Question::save(SaveId(1), "map", "png", folder()),
        Question::open(folder()),
        Question::new_dossier(folder()),
        Question::copy(SaveId(2), "copy.dossier".to_owned(), folder()),
    ]
}

fn answer(worker: &Worker) -> Answer {
    worker.next_within(PATIENCE).expect("an answer comes")
}

#[test]
fn a_folder_that_hangs_holds_up_its_dialog_and_nothing_else() {
    let worker = Worker::start().unwrap();
    for question in questions("/network") {
        let purpose = question.purpose;
        let (asked, was_asked) = channel();
        let (end, ended) = channel();
        let desktop = HangingDesktop {
            asked,
            ended: Mutex::new(ended),
        };
        ask_on(Arc::new(desktop), question, &worker.answerer());
        // The call above came back although the disk has not answered.
        was_asked.recv_timeout(PATIENCE).unwrap();
        assert!(worker.answers().is_empty(), "{purpose:?}");
        drop(end);
        match answer(&worker) {
            Answer::Event(event) => assert!(
                matches!(*event, Event::NoDialog { purpose: of, .. } if of == purpose),
                "{event:?}"
            ),
            _ => panic!("the window asks itself, for {purpose:?}"),
        }
    }
}

#[test]
fn a_dialog_begins_in_the_folder_used_last_and_answers_with_the_path_chosen() {
    let worker = Worker::start().unwrap();
    let expected = [
        ("/kept/map_", ".png"),
        ("/kept/", "towns.csv"),
        ("/kept/", "my-dossier"),
        ("/kept/", "copy.dossier"),
    ];
    for (question, (start, end)) in questions("/kept").into_iter().zip(expected) {
        let desktop = AgreeingDesktop { folder: "/kept" };
        ask_on(Arc::new(desktop), question, &worker.answerer());
        let Answer::Command(command) = answer(&worker) else {
            panic!("something is chosen");
        };
        let path = match *command {
            Command::File(FileCommand::PathChosen { path, replace, .. }) => {
                assert!(replace, "the dialog has asked whether to");
                path
            }
            Command::File(FileCommand::Open(paths)) => paths[0].clone(),
            Command::File(FileCommand::New(path)) => path,
            other => panic!("a path is chosen, not {other:?}"),
        };
        let path = path.path().to_string_lossy().replace('\\', "/");
        assert!(path.starts_with(start) && path.ends_with(end), "{path}");
    }
}

#[test]
fn a_folder_that_is_gone_is_not_begun_in() {
    let worker = Worker::start().unwrap();
    let [_, open, ..] = questions("/gone");
    let desktop = AgreeingDesktop { folder: "/kept" };
    ask_on(Arc::new(desktop), open, &worker.answerer());
    let Answer::Command(command) = answer(&worker) else {
        panic!("something is chosen");
    };
    let path = SourceId::from(Path::new(".").join("towns.csv"));
    assert_eq!(*command, Command::File(FileCommand::Open(vec![path])));
}
