use palette::color_difference::Ciede2000;
use palette::{IntoColor, Lab, Srgb};

use super::*;
use crate::scene::display::symbols::{Sign, rgb};

const THEMES: [MapTheme; 3] = [MapTheme::Light, MapTheme::Dark, MapTheme::Print];

/// Categories stay so far apart.
const APART: f32 = 10.0;

/// Name, colour and sign of each of the built-in dossier's groups of actors.
fn categories() -> Vec<(String, Color, Sign)> {
    let dossier = crate::dossier::builtin().dossier;
    let signs = Sign::of_all(&dossier);
    let mut categories: Vec<(String, Color, Sign)> = Vec::new();
    for (colour, sign) in dossier.colours.iter().zip(signs) {
        if !categories.iter().any(|(name, ..)| *name == colour.name) {
            categories.push((colour.name.clone(), rgb(colour.rgb), sign));
        }
    }
    categories
}

fn lab(color: Color) -> Lab {
    Srgb::new(color.r, color.g, color.b)
        .into_format::<f32>()
        .into_color()
}

/// How far apart two colours are for such eyes, CIEDE2000.
pub(in crate::scene) fn apart(one: Color, other: Color, vision: ColourVision) -> f32 {
    lab(one.seen_with(vision)).difference(lab(other.seen_with(vision)))
}

/// Each pair of different things of `all`.
pub(in crate::scene) fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let from = move |at: usize| all[at + 1..].iter().map(move |other| (&all[at], other));
    (0..all.len()).flat_map(from)
}

#[test]
fn every_pair_of_actors_stays_apart_for_every_eye() {
    let categories = categories();
    assert_eq!(categories.len(), 7);
    let mut by_shape = 0;
    for ((name, one, sign), (other_name, other, other_sign)) in pairs(&categories) {
        for vision in ColourVision::ALL {
            let apart = apart(*one, *other, vision);
            // Seven colours of one lightness scale have no room for seven greys: there shape tells.
            let signed = vision == ColourVision::Grey && sign != other_sign;
            by_shape += usize::from(signed && apart < APART);
            assert!(
                apart >= APART || signed,
                "{name} and {other_name} are {apart} apart in {vision:?}"
            );
        }
    }
    assert!(
        (1..=10).contains(&by_shape),
        "{by_shape} pairs are told apart by shape alone"
    );
}

#[test]
fn every_pair_of_actors_stays_apart_as_its_marks_are_drawn() {
    for theme in THEMES {
        let style = Style::of(theme);
        for ((name, one, _), (other_name, other, _)) in pairs(&categories()) {
            let apart = apart(
                style.legible(*one),
                style.legible(*other),
                ColourVision::Normal,
            );
            assert!(
                apart >= APART,
                "{theme:?}: {name} and {other_name} are {apart} apart"
            );
        }
    }
}

#[test]
fn the_united_states_are_not_taken_for_russia_by_any_eye() {
    let categories = categories();
    let of = |name: &str| {
        let found = categories.iter().find(|(own, ..)| own == name);
        found.expect("a group of actors").1
    };
    for theme in THEMES {
        let legible = |name: &str| Style::of(theme).legible(of(name));
        for vision in ColourVision::ALL {
            if vision == ColourVision::Grey {
                continue;
            }
            let apart = apart(legible("United States"), legible("Russia"), vision);
            assert!(apart >= 25.0, "{theme:?} {vision:?}: {apart}");
        }
    }
}

#[test]
fn what_is_selected_has_a_colour_that_no_actor_has() {
    for theme in THEMES {
        let style = Style::of(theme);
        for (name, actor, _) in categories() {
            let apart = apart(style.accent, style.legible(actor), ColourVision::Normal);
            assert!(apart >= APART, "{theme:?} {name}: {apart}");
        }
    }
}

#[test]
fn without_colour_marks_bear_their_signs_in_every_theme_and_in_print_always() {
    for theme in THEMES {
        assert!(
            Style::seen_with(theme, ColourVision::Grey).signs,
            "{theme:?}"
        );
        assert_eq!(Style::of(theme).signs, theme == MapTheme::Print);
    }
}

#[test]
fn every_pair_of_blocs_and_of_lines_stays_apart_by_colour_or_by_shape() {
    use crate::scene::display::Stroke;
    use crate::scene::layout::layers::{bloc_dash, line_of_control, not_agreed};
    for theme in THEMES {
        let style = Style::of(theme);
        let blocs: Vec<usize> = (0..style.blocs.len()).collect();
        for (&one, &other) in pairs(&blocs) {
            for vision in ColourVision::ALL {
                let apart = apart(style.bloc(one), style.bloc(other), vision);
                assert!(
                    apart >= APART || bloc_dash(one) != bloc_dash(other),
                    "{theme:?} {one} {other}"
                );
            }
        }
        let lines = [
            Stroke::solid(style.border, size::BORDER),
            not_agreed(style),
            line_of_control(style),
        ];
        for (one, other) in pairs(&lines) {
            assert_ne!(one.dash, other.dash, "{theme:?}");
        }
    }
}

#[test]
fn what_is_selected_stays_apart_from_every_line_and_text() {
    for theme in THEMES {
        let style = Style::of(theme);
        for other in [style.border, style.disputed, style.text] {
            for vision in ColourVision::ALL
                .into_iter()
                .filter(|&vision| vision != ColourVision::Grey)
            {
                let apart = apart(style.accent, other, vision);
                assert!(apart >= APART, "{theme:?} {other:?} {vision:?}: {apart}");
            }
        }
    }
}

/// The fills that can lie under a mark or a name.
fn fills(style: &Style) -> Vec<Color> {
    style.grounds().into_iter().chain([style.panel]).collect()
}

#[test]
fn text_can_be_read_on_every_fill() {
    for theme in THEMES {
        let style = Style::of(theme);
        let texts = [
            style.text,
            style.quiet_text,
            style.country_text,
            style.water_text,
            style.expanse_text,
        ];
        for ground in fills(style) {
            for text in texts {
                let ratio = contrast(text, ground);
                assert!(
                    ratio >= TEXT_CONTRAST,
                    "{theme:?} {text:?} on {ground:?}: {ratio}"
                );
            }
        }
    }
}

#[test]
fn outlines_of_marks_stand_out_from_every_fill_whatever_the_actor() {
    for theme in THEMES {
        let style = Style::of(theme);
        for (name, actor, _) in categories() {
            let outline = style.legible(actor);
            for ground in fills(style) {
                let ratio = contrast(outline, ground);
                assert!(
                    ratio >= MARK_CONTRAST,
                    "{theme:?} {name} on {ground:?}: {ratio}"
                );
            }
        }
    }
}

#[test]
fn borders_and_hatches_stand_out_from_the_land() {
    for theme in THEMES {
        let style = Style::of(theme);
        let lines = [style.border, style.disputed, style.accent];
        for line in lines.into_iter().chain(style.blocs) {
            for ground in [style.land, style.neighbour] {
                let ratio = contrast(line, ground);
                assert!(ratio >= MARK_CONTRAST, "{theme:?} {line:?}: {ratio}");
            }
        }
    }
}

#[test]
fn print_takes_little_ink_for_its_fills_and_none_of_its_lines_more_than_paper_bears() {
    // Cyan, magenta, yellow and black with all grey in black, in hundredths of the paper.
    let ink = |color: Color| {
        let [r, g, b] = [color.r, color.g, color.b].map(|channel| f64::from(channel) / 255.0);
        let black = 1.0 - r.max(g).max(b);
        100.0
            * (black
                + [r, g, b]
                    .iter()
                    .map(|channel| 1.0 - black - channel)
                    .sum::<f64>())
    };
    let style = Style::of(MapTheme::Print);
    for fill in style.grounds().into_iter().chain([style.panel]) {
        assert!(ink(fill) <= 15.0, "{fill:?} takes {}", ink(fill));
    }
    let lines = [
        style.coast,
        style.river,
        style.border,
        style.disputed,
        style.text,
        style.accent,
    ];
    for color in lines
        .into_iter()
        .chain(style.blocs)
        .chain(categories().into_iter().map(|(_, actor, _)| actor))
    {
        assert!(ink(color) <= 240.0, "{color:?} takes {}", ink(color));
    }
}

#[test]
fn a_colour_that_stands_out_is_left_as_it_is() {
    let blue = Color::hex(0x0000_72B2);
    assert_eq!(Style::of(MapTheme::Light).legible(blue), blue);
}

#[test]
fn the_difference_is_that_of_ciede2000() {
    // Sharma, Wu and Dalal (2005), table 1, pairs 1, 17 and 25.
    for (one, other, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        let lab = |[l, a, b]: [f32; 3]| -> Lab { Lab::new(l, a, b) };
        let found = lab(one).difference(lab(other));
        assert!((found - expected).abs() < 1e-3, "{found}, not {expected}");
    }
}
