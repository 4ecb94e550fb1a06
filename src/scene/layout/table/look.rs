//! How each table is shown in one view.

use std::sync::Arc;

use super::MOST_VERTICES;
use super::bins::Bins;
use super::counting::Counting;
use super::drawn::{self, Drawing};
use super::pick::ShownRows;
use super::row_mask::RowMask;
use crate::atlas::{LayerIx, RowIx, RowSet};
use crate::scene::display::style::DIMMED;
use crate::scene::display::target::TablePick;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::table::blocks::BlockHit;
use crate::scene::prepare::table::piece::PieceKind;
use crate::scene::prepare::table::shapes::have;
use crate::scene::prepare::table::{MOST_SYMBOLS, Palette};
use crate::scene::prepare::{Prepared, PreparedTable};
use crate::scene::{Color, Image, Item, Patience, Pixels};
use crate::scene::{CountClass, Density, KindShown, TableShown};
use crate::session::viewpoint::{ColourVision, EvidenceFilter, MapTheme, TimeFilter};

/// How each table is shown, with what the next view can use again.
#[derive(Debug, Default)]
pub(in crate::scene) struct Tables {
    kept: Vec<TableCache>,
}

/// What is kept of one table.
#[derive(Debug, Default)]
struct TableCache {
    passing: Option<Passing>,
    cells: Cells,
    /// The cells of what is beyond the days that are shown.
    faint: Cells,
    hits: Vec<BlockHit>,
    rows: Vec<RowIx>,
}

/// Rows that pass the view's filters.
#[derive(Debug, Clone)]
struct Passing {
    before: BeforeAttributes,
    /// The rows that the filter of attributes lets through.
    chosen: Option<Arc<RowSet>>,
    admitted: Arc<RowMask>,
    /// Those that are drawn faintly.
    beyond: Option<Arc<RowMask>>,
}

/// Rows that pass the view's days and its filter of evidence, which stand while attributes are filtered.
#[derive(Debug, Clone)]
struct BeforeAttributes {
    time: TimeFilter,
    evidence: EvidenceFilter,
    admitted: Arc<RowMask>,
    /// Those that are drawn faintly.
    beyond: Option<Arc<RowMask>>,
}

impl BeforeAttributes {
    fn of(table: &PreparedTable, time: &TimeFilter, evidence: &EvidenceFilter) -> Self {
        Self {
            time: *time,
            evidence: evidence.clone(),
            admitted: Arc::new(RowMask::of(table, time, evidence)),
            beyond: RowMask::beyond(table, time, evidence).map(Arc::new),
        }
    }

    fn is_of(&self, time: &TimeFilter, evidence: &EvidenceFilter) -> bool {
        self.time == *time && self.evidence == *evidence
    }

    fn passing(self, chosen: Option<Arc<RowSet>>) -> Passing {
        let within = |mask: &Arc<RowMask>| match &chosen {
            Some(rows) => Arc::new(mask.within(rows)),
            None => Arc::clone(mask),
        };
        let beyond = self.beyond.as_ref().map(within);
        Passing {
            admitted: within(&self.admitted),
            beyond: beyond.filter(|mask| mask.count > 0),
            before: self,
            chosen,
        }
    }
}

/// One table in one view.
#[derive(Debug)]
pub(in crate::scene) struct TableLook {
    pub(in crate::scene) items: Vec<Item>,
    pub(in crate::scene) shown: TableShown,
    pub(in crate::scene) pick: TablePick,
    /// Whether a level or an area's triangles are still to be made.
    pub(in crate::scene) waits: bool,
}

impl Tables {
    /// How the shown tables look, topmost first; `crowded` are the layers with too many marks in view.
    pub(in crate::scene) fn look(
        &mut self,
        frame: &ViewContext<'_>,
        prepared: &Arc<Prepared>,
        crowded: &[LayerIx],
        patience: Patience,
    ) -> Vec<TableLook> {
        let drawn = |table: &PreparedTable| !table.of_marks || crowded.contains(&table.layer);
        let states = frame.view.layers.iter();
        let shown = states.filter(|state| frame.view.shows(state.layer));
        shown
            .flat_map(|state| {
                let tables = prepared.tables.iter().enumerate();
                tables.filter(|(_, table)| table.layer == state.layer && drawn(table))
            })
            .map(|(number, _)| {
                if self.kept.len() <= number {
                    self.kept.resize_with(number + 1, TableCache::default);
                }
                self.kept[number].look(frame, prepared, number, patience)
            })
            .collect()
    }
}

impl TableCache {
    fn look(
        &mut self,
        frame: &ViewContext<'_>,
        prepared: &Arc<Prepared>,
        number: usize,
        patience: Patience,
    ) -> TableLook {
        let table = &prepared.tables[number];
        let passing = self.passing(frame, table);
        let dimmed = if frame.view.selected.is_some() && frame.view.furniture.dims {
            DIMMED
        } else {
            1.0
        };
        let mut drawing = Drawing::new(frame, table, patience);
        if let Some(beyond) = &passing.beyond {
            let count = self.count(frame, table, beyond);
            if count > MOST_SYMBOLS {
                let grey = [frame.style.quiet_text.faded(drawn::BEYOND)];
                self.faint.add(&mut drawing, beyond, &grey, dimmed);
            } else {
                self.gather(frame, table, beyond);
                drawing.rows(&self.rows, drawn::BEYOND * dimmed);
            }
        }
        let admitted = &passing.admitted;
        let count = self.count(frame, table, admitted);
        let mut many = count > MOST_SYMBOLS;
        if !many {
            self.gather(frame, table, admitted);
            many = drawing.line_vertices(&self.rows) > MOST_VERTICES
                || drawing.areas_exceed(&self.rows);
        }
        let view = table.grid.bounds(frame.camera.view_rect());
        let (in_view, kinds, density, bins) = if many {
            let colors = colors(table, frame);
            let bins = self.cells.add(&mut drawing, admitted, &colors, dimmed);
            let present = bins.by_class().into_iter().map(|count| count > 0);
            let in_view = match &table.shapes {
                // A line counts in each cell that it crosses.
                Some(_) => self.count_all(frame, table, admitted),
                None => bins.count_in(&view),
            };
            (
                in_view,
                present.collect(),
                Some(density(&bins, table)),
                Some(bins),
            )
        } else {
            drawing.rows(&self.rows, dimmed);
            (count, drawing.classes.clone(), None, None)
        };
        let shown = TableShown {
            layer: table.layer,
            of_marks: table.of_marks,
            admitted: admitted.count,
            in_view,
            kinds: kinds_shown(table, frame, &kinds),
            density,
        };
        TableLook {
            pick: TablePick {
                rows: Arc::new(ShownRows {
                    prepared: Arc::clone(prepared),
                    table: number,
                    level: drawing.shift,
                    admitted: Arc::clone(admitted),
                    beyond: passing.beyond.clone(),
                    bins,
                }),
                camera: frame.camera,
            },
            waits: drawing.waits,
            items: drawing.items,
            shown,
        }
    }

    fn passing(&mut self, frame: &ViewContext<'_>, table: &PreparedTable) -> Passing {
        let (time, evidence) = (&frame.view.time, &frame.view.evidence);
        let (ix, _) = frame.atlas.locate(table.first);
        let chosen = frame.view.attributes.rows(frame.atlas, ix);
        let known = self.passing.take();
        let known = known.filter(|known| known.before.is_of(time, evidence));
        let passing = match known {
            Some(known) if known.chosen == chosen => known,
            Some(known) => known.before.passing(chosen),
            None => BeforeAttributes::of(table, time, evidence).passing(chosen),
        };
        self.passing = Some(passing.clone());
        passing
    }

    /// How many rows pass in the window; beyond [`MOST_SYMBOLS`] any number that is.
    fn count(&mut self, frame: &ViewContext<'_>, table: &PreparedTable, rows: &RowMask) -> usize {
        self.count_to(frame, table, rows, MOST_SYMBOLS)
    }

    fn count_all(
        &mut self,
        frame: &ViewContext<'_>,
        table: &PreparedTable,
        rows: &RowMask,
    ) -> usize {
        self.count_to(frame, table, rows, usize::MAX)
    }

    fn count_to(
        &mut self,
        frame: &ViewContext<'_>,
        table: &PreparedTable,
        rows: &RowMask,
        most: usize,
    ) -> usize {
        let view = table.grid.bounds(frame.camera.view_rect());
        self.hits.clear();
        table.blocks.meeting(&view, &mut self.hits);
        let mut count = 0;
        for hit in &self.hits {
            if hit.whole {
                count += rows.in_block(hit.block);
            } else {
                rows.rows_of(hit.block, |row| {
                    count += usize::from(table.shows_in(row.index(), &view));
                });
            }
            if count > most {
                break;
            }
        }
        count
    }

    /// The rows that pass in the window and a little beyond it, in order.
    fn gather(&mut self, frame: &ViewContext<'_>, table: &PreparedTable, rows: &RowMask) {
        let seen = table.grid.bounds(frame.seen);
        let (hits, found) = (&mut self.hits, &mut self.rows);
        hits.clear();
        found.clear();
        table.blocks.meeting(&seen, hits);
        for hit in hits {
            rows.rows_of(hit.block, |row| {
                if hit.whole || table.meets(row.index(), &seen) {
                    found.push(row);
                }
            });
        }
    }
}

/// What was counted, and how it was coloured then.
#[derive(Debug)]
struct Counted {
    counting: Counting,
    rows: Arc<RowMask>,
    palette: Arc<Palette>,
    bins: Arc<Bins>,
}

impl Counted {
    fn is_of(&self, table: &PreparedTable, counting: Counting) -> bool {
        self.counting == counting && Arc::ptr_eq(&self.palette, &table.palette)
    }
}

/// The cells of a view, kept for the next.
#[derive(Debug, Default)]
struct Cells {
    counted: Option<Counted>,
    drawn: Option<(MapTheme, ColourVision, Arc<Bins>, Arc<Pixels>)>,
}

impl Cells {
    /// Adds what draws the cells of the view, and says what they count.
    fn add(
        &mut self,
        drawing: &mut Drawing<'_>,
        rows: &Arc<RowMask>,
        colors: &[Color],
        opacity: f32,
    ) -> Arc<Bins> {
        let bins = self.bins(drawing, rows, colors.len() == 1);
        let pixels = self.pixels(drawing.frame, &bins, colors);
        if pixels.width > 0 && pixels.height > 0 {
            drawing.items.push(Item::Image(Image {
                bounds: bins.region.rect(bins.grid),
                pixels,
                opacity,
                smooth: false,
            }));
        }
        bins
    }

    fn bins(&mut self, drawing: &mut Drawing<'_>, rows: &Arc<RowMask>, plain: bool) -> Arc<Bins> {
        let Drawing { frame, table, .. } = *drawing;
        let counting = Counting::of(table, frame, drawing.patience, plain);
        drawing.waits |= counting.waits();
        match &self.counted {
            Some(known) if known.is_of(table, counting) && Arc::ptr_eq(&known.rows, rows) => {
                Arc::clone(&known.bins)
            }
            _ => {
                let before = self.counted.as_ref();
                let before = before.filter(|it| it.is_of(table, counting));
                let changed =
                    before.and_then(|it| it.bins.changed(table, [&it.rows, rows], counting));
                let bins = changed.unwrap_or_else(|| Bins::of(table, rows, counting));
                let bins = Arc::new(bins);
                self.counted = Some(Counted {
                    counting,
                    rows: Arc::clone(rows),
                    palette: Arc::clone(&table.palette),
                    bins: Arc::clone(&bins),
                });
                bins
            }
        }
    }

    fn pixels(
        &mut self,
        frame: &ViewContext<'_>,
        bins: &Arc<Bins>,
        colors: &[Color],
    ) -> Arc<Pixels> {
        let (theme, vision) = (frame.view.theme, frame.view.vision);
        match &self.drawn {
            Some((of, eyes, made_of, pixels))
                if *of == theme && *eyes == vision && Arc::ptr_eq(made_of, bins) =>
            {
                Arc::clone(pixels)
            }
            _ => {
                let pixels = Arc::new(bins.pixels(colors).seen_with(vision));
                self.drawn = Some((theme, vision, Arc::clone(bins), Arc::clone(&pixels)));
                pixels
            }
        }
    }
}

fn colors(table: &PreparedTable, frame: &ViewContext<'_>) -> Vec<Color> {
    let classes = 0..table.palette.len();
    classes
        .map(|class| table.palette.color(class, frame.style))
        .collect()
}

fn kinds_shown(table: &PreparedTable, frame: &ViewContext<'_>, present: &[bool]) -> Vec<KindShown> {
    let names = table.palette.names.iter().enumerate().zip(present);
    names
        .filter(|&(_, &present)| present)
        .map(|((class, name), _)| KindShown {
            name: name.clone(),
            color: table.palette.color(class, frame.style),
        })
        .collect()
}

fn density(bins: &Bins, table: &PreparedTable) -> Density {
    let classes = bins.ramp.classes().enumerate();
    Density {
        cell_m: bins.grid.cell_m(bins.region.shift),
        lines: have(&table.table, PieceKind::Line),
        classes: classes
            .map(|(class, (from, to))| CountClass {
                from,
                to,
                strength: bins.ramp.strength_of(class),
            })
            .collect(),
    }
}
