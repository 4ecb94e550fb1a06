//! The names that people and programs give to columns, in many spellings and languages.
//!
//! All are written [plain](super::plain): lower case, letters and digits only; but for [`USUAL`], which are
//! as programs write them. Names in other languages than English are the words of their dictionaries.

/// Columns that many layers have, as programs spell them: those of simplestyle, Natural Earth and
/// OpenStreetMap.
#[rustfmt::skip]
pub(super) const USUAL: [&str; 23] = [
    "title", "name", "NAME", "Name", "name:en", "label", "kind", "category", "type", "class",
    "fclass", "when", "start", "begin", "from", "end", "to", "date", "time", "timestamp",
    "datetime", "day", "year",
];

/// Columns that name a feature, the best first; `title` is simplestyle's.
#[rustfmt::skip]
pub(super) const NAMES: [&str; 85] = [
    "title", "name", "nameen", "names", "label", "featurename", "placename", "locationname",
    "sitename", "shortname", "fullname", "officialname", "displayname", "namelatin", "nameru",
    "nameuk", "namefr", "namede", "namees", "namear", "namezh", "nom", "nombre", "nome", "naam",
    "bezeichnung", "название", "наименование", "имя", "назва", "名称", "名前", "الاسم", "nazwa",
    "název", "nazev", "nume", "naziv", "ime", "név", "isim", "ad", "namn", "navn", "nimi", "nama",
    "tên", "nomi", "denominazione", "designacao", "designação", "libelle", "libellé", "intitule",
    "intitulé", "όνομα", "ονομασία", "անուն", "სახელი", "სახელწოდება", "атауы", "аты", "номи",
    "地名", "名稱", "이름", "명칭", "שם", "نام", "ชื่อ", "नाम", "intname", "nameint", "nameintl",
    "shapename", "callsign", "vessel", "designation", "titel", "titre", "titolo", "titulo",
    "título", "заголовок", "标题",
];

/// Columns that name the place of a feature, where none names the feature itself.
#[rustfmt::skip]
pub(super) const PLACES: [&str; 49] = [
    "place", "location", "site", "settlement", "city", "town", "village", "locality", "lieu",
    "ort", "lugar", "место", "город", "населенныйпункт", "地点", "address", "headline", "platz",
    "plats", "sted", "miejsce", "miejscowość", "miasto", "ciudad", "ville", "gemeinde", "commune",
    "comune", "kommune", "municipality", "orasul", "şehir", "sehir", "yer", "локация",
    "населённыйпункт", "населеннийпункт", "місто", "село", "місце", "объект", "位置", "場所", "위치",
    "المكان", "المدينة", "admin", "adm", "country",
];

/// Columns that say what kind of thing a feature is.
#[rustfmt::skip]
pub(super) const KINDS: [&str; 19] = [
    "kind", "category", "subeventtype", "eventtype", "incidenttype", "type", "class", "fclass",
    "subtype", "typ", "tipo", "categorie", "catégorie", "kategorie", "categoria", "categoría",
    "тип", "вид", "категория",
];

/// Columns that say something about a feature.
#[rustfmt::skip]
pub(super) const SUMMARIES: [&str; 14] = [
    "summary", "description", "desc", "notes", "note", "comment", "comments", "remarks", "details",
    "beschreibung", "descripcion", "описание", "примечание", "комментарий",
];

/// Columns that date a feature in EDTF.
#[rustfmt::skip]
pub(super) const STATED: [&str; 2] = [
    "when", "edtf",
];

/// Columns of the day on which something begins, and of a span whose ends are in one value.
#[rustfmt::skip]
pub(super) const BEGINS: [&str; 49] = [
    "start", "begin", "startdate", "datestart", "begindate", "datebegin", "startdatetime",
    "starttime", "begintime", "startyear", "yearstart", "datefrom", "fromdate", "validfrom",
    "since", "debut", "datedebut", "beginn", "датаначала", "from", "started", "firstdate",
    "datefirst", "firstseen", "firstreport", "yearfrom", "fromyear", "firstyear", "periodstart",
    "beginposition", "timestart", "von", "startdatum", "datumvon", "beginndatum", "inicio",
    "fechainicio", "fechadeinicio", "datainicio", "inizio", "datainizio", "начало", "начата",
    "початок", "датапочатку", "başlangıç", "başlangıçtarihi", "开始日期", "開始日期",
];

/// Columns of the day on which it ends.
#[rustfmt::skip]
pub(super) const ENDS: [&str; 49] = [
    "end", "enddate", "dateend", "enddatetime", "endtime", "endyear", "yearend", "dateto",
    "todate", "validto", "until", "till", "stopdate", "finish", "fin", "datefin", "ende",
    "датаокончания", "датаконца", "to", "ended", "lastdate", "datelast", "lastseen", "lastreport",
    "yearto", "toyear", "lastyear", "periodend", "endposition", "timeend", "bis", "enddatum",
    "datumbis", "enddatum", "fechafin", "fechafinal", "fechadefin", "datafim", "fine", "datafine",
    "конец", "окончание", "кінець", "датазакінчення", "bitiş", "bitiştarihi", "结束日期", "結束日期",
];

/// Columns of a single day, the best first.
#[rustfmt::skip]
pub(super) const DAYS: [&str; 51] = [
    "eventdate", "dateofevent", "incidentdate", "dateofincident", "dateoccurred", "occurredon",
    "occurrencedate", "acqdate", "acquisitiondate", "observationdate", "observedon", "eventtime",
    "date", "dates", "datetime", "dateutc", "day", "дата", "дататавремя", "датавремя", "datum",
    "fecha", "data", "日期", "التاريخ", "tarih", "time", "timestamp", "timespan", "localdate",
    "datetimeoriginal", "imagedate", "acquired", "datadate", "aika", "päivämäärä", "pvm", "dato",
    "datumtid", "dátum", "日付", "날짜", "תאריך", "تاريخ", "ημερομηνία", "coordtimes", "times", "dt",
    "coordinateproperties", "linestringtimestamps", "วันที่",
];

/// Columns of the month of a year.
#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "month", "imonth", "mon", "monat", "mois", "mes", "mese", "месяц", "місяць", "ay", "miesiąc",
    "月",
];

/// Columns of the day of a month.
#[rustfmt::skip]
pub(super) const DAYS_OF_MONTH: [&str; 12] = [
    "day", "iday", "dayofmonth", "tag", "jour", "dia", "día", "giorno", "день", "gün", "dzień",
    "日",
];

/// Columns of a year.
#[rustfmt::skip]
pub(super) const YEARS: [&str; 24] = [
    "year", "yr", "год", "рік", "jahr", "annee", "année", "año", "anno", "iyear", "ano", "rok",
    "rik", "anul", "yıl", "yil", "vuosi", "år", "年", "年份", "연도", "سنة", "έτος", "година",
];

/// Columns in which a bare number is no year: times of day and house numbers look the same.
#[rustfmt::skip]
pub(super) const MOMENTS: [&str; 15] = [
    "time", "timestamp", "datetime", "day", "from", "to", "starttime", "endtime", "begintime",
    "eventtime", "von", "bis", "timestart", "timeend", "times",
];

/// Columns that only some of those who use the name mean as a date: `data` is Italian for it.
#[rustfmt::skip]
pub(super) const VAGUE: [&str; 10] = [
    "data", "timespan", "since", "fin", "dt", "times", "coordtimes", "datadate",
    "coordinateproperties", "linestringtimestamps",
];

/// Columns that identify a feature.
#[rustfmt::skip]
pub(super) const IDS: [&str; 2] = [
    "id", "featureid",
];

/// Words that make a longer column the name of a feature: `facility_name`, `Название объекта`.
#[rustfmt::skip]
pub(super) const NAME_WORDS: [&str; 14] = [
    "name", "names", "nom", "nombre", "nome", "naam", "nazwa", "bezeichnung", "название",
    "наименование", "имя", "назва", "title", "titel",
];

/// Words beside them that make it the name of something else: of a file, a person, a source.
#[rustfmt::skip]
pub(super) const NAMES_OF_OTHERS: [&str; 34] = [
    "file", "user", "layer", "field", "source", "actor", "actor1", "actor2", "author", "first",
    "last", "sur", "middle", "host", "domain", "type", "class", "table", "column", "map",
    "project", "dataset", "publisher", "editor", "creator", "conflict", "dyad", "sensor",
    "satellite", "satellites", "icon", "style", "sort", "id",
];

/// Words beside them that make it the name of the area that a feature lies in.
#[rustfmt::skip]
pub(super) const NAMES_OF_AREAS: [&str; 17] = [
    "country", "state", "province", "region", "district", "county", "admin", "adm", "adm0", "adm1",
    "adm2", "adm3", "governorate", "oblast", "land", "pays", "страны",
];
