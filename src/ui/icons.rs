//! The icons in `assets/fonts/SteppeIcons-Regular.ttf`, one constant each.
//!
//! Written by `assets/fonts/make.sh` from `assets/fonts/icons.txt`: change that list, not this file.

/// Phosphor `archive`.
pub const ARCHIVE: &str = "\u{e00c}";
/// Phosphor `arrow-counter-clockwise`.
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
/// Phosphor `arrow-down`.
pub const ARROW_DOWN: &str = "\u{e03e}";
/// Phosphor `arrow-left`.
pub const ARROW_LEFT: &str = "\u{e058}";
/// Phosphor `arrow-right`.
pub const ARROW_RIGHT: &str = "\u{e06c}";
/// Phosphor `arrow-square-out`.
pub const ARROW_SQUARE_OUT: &str = "\u{e5de}";
/// Phosphor `arrow-u-up-left`.
pub const ARROW_U_UP_LEFT: &str = "\u{e08a}";
/// Phosphor `arrow-u-up-right`.
pub const ARROW_U_UP_RIGHT: &str = "\u{e08c}";
/// Phosphor `arrow-up`.
pub const ARROW_UP: &str = "\u{e08e}";
/// Phosphor `arrows-clockwise`.
pub const ARROWS_CLOCKWISE: &str = "\u{e094}";
/// Phosphor `arrows-in`.
pub const ARROWS_IN: &str = "\u{e09a}";
/// Phosphor `arrows-out`.
pub const ARROWS_OUT: &str = "\u{e0a2}";
/// Phosphor `arrows-out-cardinal`.
pub const ARROWS_OUT_CARDINAL: &str = "\u{e0a4}";
/// Phosphor `article`.
pub const ARTICLE: &str = "\u{e0a8}";
/// Phosphor `bell`.
pub const BELL: &str = "\u{e0ce}";
/// Phosphor `book-open`.
pub const BOOK_OPEN: &str = "\u{e0e6}";
/// Phosphor `bookmark-simple`.
pub const BOOKMARK_SIMPLE: &str = "\u{e0ea}";
/// Phosphor `calendar-blank`.
pub const CALENDAR_BLANK: &str = "\u{e10a}";
/// Phosphor `camera`.
pub const CAMERA: &str = "\u{e10e}";
/// Phosphor `caret-double-left`.
pub const CARET_DOUBLE_LEFT: &str = "\u{e128}";
/// Phosphor `caret-double-right`.
pub const CARET_DOUBLE_RIGHT: &str = "\u{e12a}";
/// Phosphor `caret-down`.
pub const CARET_DOWN: &str = "\u{e136}";
/// Phosphor `caret-left`.
pub const CARET_LEFT: &str = "\u{e138}";
/// Phosphor `caret-right`.
pub const CARET_RIGHT: &str = "\u{e13a}";
/// Phosphor `caret-up`.
pub const CARET_UP: &str = "\u{e13c}";
/// Phosphor `chart-bar`.
pub const CHART_BAR: &str = "\u{e150}";
/// Phosphor `check`.
pub const CHECK: &str = "\u{e182}";
/// Phosphor `check-circle`.
pub const CHECK_CIRCLE: &str = "\u{e184}";
/// Phosphor `circle`.
pub const CIRCLE: &str = "\u{e18a}";
/// Phosphor `circle-dashed`.
pub const CIRCLE_DASHED: &str = "\u{e602}";
/// Phosphor `circle-half`.
pub const CIRCLE_HALF: &str = "\u{e18c}";
/// Phosphor `clock`.
pub const CLOCK: &str = "\u{e19a}";
/// Phosphor `clock-counter-clockwise`.
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{e1a0}";
/// Phosphor `command`.
pub const COMMAND: &str = "\u{e1c4}";
/// Phosphor `compass`.
pub const COMPASS: &str = "\u{e1c8}";
/// Phosphor `copy`.
pub const COPY: &str = "\u{e1ca}";
/// Phosphor `corners-in`.
pub const CORNERS_IN: &str = "\u{e1ce}";
/// Phosphor `corners-out`.
pub const CORNERS_OUT: &str = "\u{e1d0}";
/// Phosphor `crosshair`.
pub const CROSSHAIR: &str = "\u{e1d6}";
/// Phosphor `crosshair-simple`.
pub const CROSSHAIR_SIMPLE: &str = "\u{e1d8}";
/// Phosphor `cursor-click`.
pub const CURSOR_CLICK: &str = "\u{e7c8}";
/// Phosphor `diamond`.
pub const DIAMOND: &str = "\u{e1ec}";
/// Phosphor `dots-six-vertical`.
pub const DOTS_SIX_VERTICAL: &str = "\u{eae2}";
/// Phosphor `dots-three`.
pub const DOTS_THREE: &str = "\u{e1fe}";
/// Phosphor `dots-three-vertical`.
pub const DOTS_THREE_VERTICAL: &str = "\u{e208}";
/// Phosphor `download-simple`.
pub const DOWNLOAD_SIMPLE: &str = "\u{e20c}";
/// Phosphor `export`.
pub const EXPORT: &str = "\u{eaf0}";
/// Phosphor `eye`.
pub const EYE: &str = "\u{e220}";
/// Phosphor `eye-slash`.
pub const EYE_SLASH: &str = "\u{e224}";
/// Phosphor `fast-forward`.
pub const FAST_FORWARD: &str = "\u{e6a6}";
/// Phosphor `file`.
pub const FILE: &str = "\u{e230}";
/// Phosphor `file-plus`.
pub const FILE_PLUS: &str = "\u{e236}";
/// Phosphor `flag`.
pub const FLAG: &str = "\u{e244}";
/// Phosphor `floppy-disk`.
pub const FLOPPY_DISK: &str = "\u{e248}";
/// Phosphor `folder-open`.
pub const FOLDER_OPEN: &str = "\u{e256}";
/// Phosphor `frame-corners`.
pub const FRAME_CORNERS: &str = "\u{e626}";
/// Phosphor `funnel`.
pub const FUNNEL: &str = "\u{e266}";
/// Phosphor `funnel-x`.
pub const FUNNEL_X: &str = "\u{e26c}";
/// Phosphor `gauge`.
pub const GAUGE: &str = "\u{e628}";
/// Phosphor `gear`.
pub const GEAR: &str = "\u{e270}";
/// Phosphor `globe`.
pub const GLOBE: &str = "\u{e288}";
/// Phosphor `globe-hemisphere-east`.
pub const GLOBE_HEMISPHERE_EAST: &str = "\u{e28a}";
/// Phosphor `grid-four`.
pub const GRID_FOUR: &str = "\u{e296}";
/// Phosphor `hand`.
pub const HAND: &str = "\u{e298}";
/// Phosphor `house`.
pub const HOUSE: &str = "\u{e2c2}";
/// Phosphor `image`.
pub const IMAGE: &str = "\u{e2ca}";
/// Phosphor `info`.
pub const INFO: &str = "\u{e2ce}";
/// Phosphor `keyboard`.
pub const KEYBOARD: &str = "\u{e2d8}";
/// Phosphor `line-segments`.
pub const LINE_SEGMENTS: &str = "\u{e6d4}";
/// Phosphor `link`.
pub const LINK: &str = "\u{e2e2}";
/// Phosphor `link-simple`.
pub const LINK_SIMPLE: &str = "\u{e2e6}";
/// Phosphor `list`.
pub const LIST: &str = "\u{e2f0}";
/// Phosphor `list-bullets`.
pub const LIST_BULLETS: &str = "\u{e2f2}";
/// Phosphor `list-magnifying-glass`.
pub const LIST_MAGNIFYING_GLASS: &str = "\u{ebe0}";
/// Phosphor `lock`.
pub const LOCK: &str = "\u{e2fa}";
/// Phosphor `magnifying-glass`.
pub const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// Phosphor `magnifying-glass-minus`.
pub const MAGNIFYING_GLASS_MINUS: &str = "\u{e30e}";
/// Phosphor `magnifying-glass-plus`.
pub const MAGNIFYING_GLASS_PLUS: &str = "\u{e310}";
/// Phosphor `map-pin`.
pub const MAP_PIN: &str = "\u{e316}";
/// Phosphor `map-trifold`.
pub const MAP_TRIFOLD: &str = "\u{e31a}";
/// Phosphor `minus`.
pub const MINUS: &str = "\u{e32a}";
/// Phosphor `monitor`.
pub const MONITOR: &str = "\u{e32e}";
/// Phosphor `moon`.
pub const MOON: &str = "\u{e330}";
/// Phosphor `navigation-arrow`.
pub const NAVIGATION_ARROW: &str = "\u{eade}";
/// Phosphor `newspaper`.
pub const NEWSPAPER: &str = "\u{e344}";
/// Phosphor `note`.
pub const NOTE: &str = "\u{e348}";
/// Phosphor `palette`.
pub const PALETTE: &str = "\u{e6c8}";
/// Phosphor `path`.
pub const PATH: &str = "\u{e39c}";
/// Phosphor `pause`.
pub const PAUSE: &str = "\u{e39e}";
/// Phosphor `pencil-simple`.
pub const PENCIL_SIMPLE: &str = "\u{e3b4}";
/// Phosphor `play`.
pub const PLAY: &str = "\u{e3d0}";
/// Phosphor `plus`.
pub const PLUS: &str = "\u{e3d4}";
/// Phosphor `polygon`.
pub const POLYGON: &str = "\u{e6d0}";
/// Phosphor `prohibit`.
pub const PROHIBIT: &str = "\u{e3de}";
/// Phosphor `push-pin`.
pub const PUSH_PIN: &str = "\u{e3e2}";
/// Phosphor `push-pin-slash`.
pub const PUSH_PIN_SLASH: &str = "\u{e3e4}";
/// Phosphor `question`.
pub const QUESTION: &str = "\u{e3e8}";
/// Phosphor `quotes`.
pub const QUOTES: &str = "\u{e660}";
/// Phosphor `repeat`.
pub const REPEAT: &str = "\u{e3f6}";
/// Phosphor `rewind`.
pub const REWIND: &str = "\u{e6a8}";
/// Phosphor `ruler`.
pub const RULER: &str = "\u{e6b8}";
/// Phosphor `selection`.
pub const SELECTION: &str = "\u{e69a}";
/// Phosphor `share-network`.
pub const SHARE_NETWORK: &str = "\u{e408}";
/// Phosphor `sidebar-simple`.
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// Phosphor `skip-back`.
pub const SKIP_BACK: &str = "\u{e5a4}";
/// Phosphor `skip-forward`.
pub const SKIP_FORWARD: &str = "\u{e5a6}";
/// Phosphor `sliders-horizontal`.
pub const SLIDERS_HORIZONTAL: &str = "\u{e434}";
/// Phosphor `sort-ascending`.
pub const SORT_ASCENDING: &str = "\u{e444}";
/// Phosphor `square`.
pub const SQUARE: &str = "\u{e45e}";
/// Phosphor `square-half`.
pub const SQUARE_HALF: &str = "\u{e462}";
/// Phosphor `square-half-bottom`.
pub const SQUARE_HALF_BOTTOM: &str = "\u{eb16}";
/// Phosphor `stack`.
pub const STACK: &str = "\u{e466}";
/// Phosphor `sun`.
pub const SUN: &str = "\u{e472}";
/// Phosphor `table`.
pub const TABLE: &str = "\u{e476}";
/// Phosphor `tag`.
pub const TAG: &str = "\u{e478}";
/// Phosphor `target`.
pub const TARGET: &str = "\u{e47c}";
/// Phosphor `text-aa`.
pub const TEXT_AA: &str = "\u{e6ee}";
/// Phosphor `timer`.
pub const TIMER: &str = "\u{e492}";
/// Phosphor `trash`.
pub const TRASH: &str = "\u{e4a6}";
/// Phosphor `triangle`.
pub const TRIANGLE: &str = "\u{e4b0}";
/// Phosphor `users-three`.
pub const USERS_THREE: &str = "\u{e68e}";
/// Phosphor `warning`.
pub const WARNING: &str = "\u{e4e0}";
/// Phosphor `warning-circle`.
pub const WARNING_CIRCLE: &str = "\u{e4e2}";
/// Phosphor `x`.
pub const X: &str = "\u{e4f6}";
/// Phosphor `x-circle`.
pub const X_CIRCLE: &str = "\u{e4f8}";
