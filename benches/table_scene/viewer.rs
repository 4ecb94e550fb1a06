//! A map that is looked at, and the time that takes.

use std::sync::Arc;
use std::time::Instant;

use egui::{Pos2, RawInput, Rect, vec2};
use steppe::atlas::table::Columns;
use steppe::earth::{LonLat, ScreenPoint};
use steppe::render::to_egui::{Painter, install_fonts};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, Viewpoint, home_camera};

use super::data::atlas;
use super::meter::{milliseconds, processor_ms, report};

const SIZE: [f64; 2] = [1600.0, 1000.0];

/// A map that is looked at.
pub(crate) struct Viewer {
    ctx: egui::Context,
    painter: Painter,
    composer: Composer,
    pub(crate) prepared: Arc<Prepared>,
    pub(crate) view: Viewpoint,
}

impl Viewer {
    pub(crate) fn new(name: &str, columns: Columns) -> Self {
        let atlas = atlas(columns);
        let (began, before) = (Instant::now(), processor_ms());
        let prepared = Arc::new(Prepared::new(Arc::clone(&atlas)));
        let processor = processor_ms()
            .zip(before)
            .map(|(after, before)| after - before);
        println!(
            "{:<52} {:>15.2} ms, {processor:.0?} ms of processor",
            format!("{name}: first prepare"),
            milliseconds(began)
        );
        let mut view = Viewpoint::home(&atlas);
        view.camera = home_camera(&atlas, SIZE[0], SIZE[1]);
        view.furniture = Furniture::BARE;
        let ctx = egui::Context::default();
        install_fonts(&ctx);
        let mut viewer = Self {
            ctx,
            painter: Painter::new(),
            composer: Composer::new(Arc::clone(&prepared), Patience::BestReady),
            prepared,
            view,
        };
        let began = Instant::now();
        viewer.prepared.prepare_tables(&viewer.view);
        println!(
            "{:<52} {:>15.2} ms",
            format!("{name}: what the first view wants"),
            milliseconds(began)
        );
        viewer.frame();
        viewer.frame();
        viewer
    }

    /// A frame: its scene's milliseconds, and those with shapes and triangles.
    fn frame(&mut self) -> [f64; 2] {
        let began = Instant::now();
        let scene = self.composer.compose(&self.view);
        let composed = milliseconds(began);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(
                Pos2::ZERO,
                vec2(SIZE[0] as f32, SIZE[1] as f32),
            )),
            ..RawInput::default()
        };
        let output = self.ctx.run_ui(input, |ui| {
            let shapes = self.painter.shapes(&scene, Pos2::ZERO, ui.ctx());
            ui.painter().extend(shapes);
        });
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        [composed, milliseconds(began)]
    }

    pub(crate) fn frames(
        &mut self,
        name: &str,
        count: u32,
        mut change: impl FnMut(u32, &mut Viewpoint),
    ) {
        let mut times = Vec::new();
        let before = processor_ms();
        for number in 0..count {
            change(number, &mut self.view);
            times.push(self.frame());
        }
        let processor = processor_ms()
            .zip(before)
            .map(|(after, before)| after - before);
        report(
            &format!("{name}: scene"),
            times.iter().map(|times| times[0]).collect(),
        );
        report(
            &format!("{name}: with triangles"),
            times.iter().map(|times| times[1]).collect(),
        );
        if let Some(all_ms) = processor {
            let each_ms = all_ms / f64::from(count);
            println!("{:<52} {each_ms:>15.2} ms of processor a frame", "");
        }
    }

    /// Looks at a place.
    pub(crate) fn look(&mut self, lon_deg: f64, lat_deg: f64, metres_per_px: f64) {
        let projection = &self.prepared.atlas().projection;
        self.view.camera.center = projection
            .project(LonLat::new(lon_deg, lat_deg))
            .expect("a place of the map");
        self.view.camera.metres_per_px = metres_per_px;
        self.prepared.prepare_tables(&self.view);
        let scene = self.composer.compose(&self.view);
        let shown = &scene.tables[0];
        println!(
            "    {} of {} in view, {}",
            shown.in_view,
            shown.admitted,
            if shown.density.is_some() {
                "cells"
            } else {
                "symbols"
            }
        );
    }

    pub(crate) fn picks(&mut self, name: &str) {
        let scene = self.composer.compose(&self.view);
        let mut times = Vec::new();
        for number in 0..500 {
            let part = f64::from(number) / 500.0;
            let at = ScreenPoint::new((part * 61.0).fract() * SIZE[0], part * SIZE[1]);
            let began = Instant::now();
            std::hint::black_box(scene.targets.pick(at, 6.0));
            times.push(milliseconds(began));
        }
        report(name, times);
    }
}
