//! What the map shows: the session's view, changed as the command line says.

use std::path::Path;
use std::sync::Arc;

use super::super::filter;
use super::super::scene_file::SceneFile;
use super::{ExportArgs, ExportError, styles};
use crate::atlas::LayerKind;
use crate::earth::{Camera, Extent};
use crate::session::viewpoint::{FIRST_SIZE_PX, TimeWindow, home_camera, projected};
use crate::session::{ExportSpec, Session};

/// Changes the view of `session` as `args` say; where it came from a picture, its frame stays.
pub(super) fn change(
    session: &mut Session,
    args: &ExportArgs,
    spec: ExportSpec,
    from_picture: bool,
) -> Result<(), ExportError> {
    if let Some(wanted) = &args.layers {
        keep_layers(session, wanted)?;
    }
    if let Some(wanted) = args.relief {
        let atlas = &session.atlas;
        let mut states = session.view.layers.iter_mut();
        let relief = states.find(|state| atlas.layer(state.layer).kind == LayerKind::Relief);
        if let Some(state) = relief {
            state.visible = wanted;
        }
    }
    if args.from.is_some() || args.to.is_some() {
        session.view.time.window = Some(window(session, args)?);
        session.view.compare = None;
    }
    if let Some(compare) = args.compared() {
        session.view.compare = Some(compare);
    }
    let filter = &mut session.view.evidence;
    args.evidence.narrow(&session.atlas, filter)?;
    if let Some(text) = &args.condition {
        let condition = filter::condition(&session.atlas, text)?;
        session.view.attributes.add(condition);
    }
    styles::dress(session, args)?;
    session.view.units = args.units.unit();
    // A picture brings what was measured on it.
    let measured = args.measure.measure(&session.atlas)?;
    session.view.measure = measured.or_else(|| session.measure.clone());
    if let Some(id) = &args.select {
        let subject = session
            .atlas
            .find(id)
            .ok_or_else(|| ExportError::Subject(id.clone()))?;
        session.view.selected = Some(subject);
    }
    if !from_picture || args.frame.is_some() {
        session.view.camera = framed(session, spec, args.frame)?;
    }
    let words = &mut session.view.words;
    for (said, given) in [
        (&mut words.headline, &args.headline),
        (&mut words.subhead, &args.subhead),
        (&mut words.note, &args.note),
    ] {
        if given.is_some() {
            said.clone_from(given);
        }
    }
    if let Some(scene) = &args.scene {
        session.view.camera = seen_from(session, spec, scene)?;
    }
    Ok(())
}

/// A view of `frame`, or of the whole map.
fn framed(
    session: &Session,
    spec: ExportSpec,
    frame: Option<Extent>,
) -> Result<Camera, ExportError> {
    let atlas = &session.atlas;
    let rect = projected(&atlas.projection, frame.unwrap_or(atlas.home));
    if rect.is_empty() {
        let projection = atlas.projection.definition();
        return Err(ExportError::Frame(projection.to_owned()));
    }
    let logical = |px: u32| f64::from(px) / f64::from(spec.scale);
    let (width_px, height_px) = (logical(spec.width_px), logical(spec.height_px));
    let pane_px = width_px / session.view.panes_across();
    let camera = match frame {
        Some(_) => Camera::fitted(rect, pane_px, height_px, 0.0),
        None => opening_camera(session, (pane_px, height_px)),
    };
    Ok(camera.resized(width_px, height_px))
}

/// What the dossier opens with as a window shows it, or the whole map.
fn opening_camera(session: &Session, (width_px, height_px): (f64, f64)) -> Camera {
    let atlas = &session.atlas;
    let home = home_camera(atlas, width_px, height_px);
    let place = atlas.dossier.view.as_ref().and_then(|view| view.place);
    let place = place.and_then(|(middle, scale)| Some((atlas.projection.project(middle)?, scale)));
    let Some((center, metres_per_px)) = place else {
        return home;
    };
    let [usual_width_px, usual_height_px] = FIRST_SIZE_PX;
    // All that a window of the usual size shows has room in the picture.
    let larger = (usual_width_px / width_px).max(usual_height_px / height_px);
    Camera {
        center,
        metres_per_px: metres_per_px * larger,
        ..home
    }
}

/// The view that a scene has for a picture of this size.
fn seen_from(session: &Session, spec: ExportSpec, scene: &Path) -> Result<Camera, ExportError> {
    let projection = &session.atlas.projection;
    let camera = SceneFile::read(scene)?.camera((spec.width_px, spec.height_px), projection);
    camera.ok_or_else(|| ExportError::Frame(projection.definition().to_owned()))
}

/// Shows the `wanted` layers of features, in this order, and no others.
fn keep_layers(session: &mut Session, wanted: &[String]) -> Result<(), ExportError> {
    let atlas = Arc::clone(&session.atlas);
    let of_features = |id: &str| {
        let layer = atlas.layer_named(id)?;
        atlas.layer(layer).kind.is_of_marks().then_some(layer)
    };
    for id in wanted {
        if atlas.layer_named(id).is_none() {
            let known: Vec<&str> = atlas.layers.iter().map(|layer| layer.id.as_str()).collect();
            return Err(ExportError::Layer {
                unknown: id.clone(),
                known: known.join(", "),
            });
        }
    }
    for state in &mut session.view.layers {
        let layer = atlas.layer(state.layer);
        let named = wanted.contains(&layer.id);
        if layer.kind.is_of_marks() || named {
            state.visible = named;
        }
    }
    let rank = |id: &str| {
        wanted
            .iter()
            .position(|other| other == id)
            .unwrap_or(usize::MAX)
    };
    let features = session
        .view
        .layers
        .iter()
        .take_while(|state| of_features(&atlas.layer(state.layer).id).is_some())
        .count();
    session.view.layers[..features].sort_by_key(|state| rank(&atlas.layer(state.layer).id));
    Ok(())
}

/// The days that are shown, from the first to the last: without a beginning, from what the dossier begins with; without an end, to its last.
fn window(session: &Session, args: &ExportArgs) -> Result<TimeWindow, ExportError> {
    let whole = session.timeline.whole;
    let from = args.from.map(|days| days.first);
    let to = args.to.map(|days| days.last);
    let from = from
        .or(whole
            .map(|whole| whole.from())
            .filter(|&first| to.is_none_or(|to| first <= to)))
        .or(to)
        .ok_or(ExportError::Days)?;
    let to = to
        .or(whole.map(|whole| whole.to()).filter(|&last| from <= last))
        .unwrap_or(from);
    if to < from {
        return Err(ExportError::Days);
    }
    Ok(TimeWindow::new(from, to))
}
