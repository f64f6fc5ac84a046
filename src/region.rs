//! The regions of Italy: what they are called in data, and where their tiles stand. Their names for
//! readers are messages (`region-emilia-romagna`), like every other word.

/// A region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name in data: that of its statute, as a part of an address.
    pub id: &'static str,
    /// Its code in ISO 3166-2.
    pub code: &'static str,
    /// The column of its tile, from the west.
    pub column: u8,
    /// The row of its tile, from the north.
    pub row: u8,
}

const fn region(id: &'static str, code: &'static str, column: u8, row: u8) -> Region {
    Region {
        id,
        code,
        column,
        row,
    }
}

/// All regions, in the order of ISTAT. Trentino-Alto Adige is one region of two autonomous
/// provinces: one tile.
pub const REGIONS: &[Region] = &[
    region("piemonte", "IT-21", 0, 1),
    region("valle-d-aosta", "IT-23", 0, 0),
    region("lombardia", "IT-25", 1, 1),
    region("trentino-alto-adige", "IT-32", 2, 0),
    region("veneto", "IT-34", 2, 1),
    region("friuli-venezia-giulia", "IT-36", 3, 0),
    region("liguria", "IT-42", 1, 2),
    region("emilia-romagna", "IT-45", 2, 2),
    region("toscana", "IT-52", 1, 3),
    region("umbria", "IT-55", 2, 3),
    region("marche", "IT-57", 3, 3),
    region("lazio", "IT-62", 2, 4),
    region("abruzzo", "IT-65", 3, 4),
    region("molise", "IT-67", 4, 4),
    region("campania", "IT-72", 3, 5),
    region("puglia", "IT-75", 5, 5),
    region("basilicata", "IT-77", 4, 5),
    region("calabria", "IT-78", 4, 6),
    region("sicilia", "IT-82", 3, 7),
    region("sardegna", "IT-88", 0, 5),
];

/// How many columns of tiles there are.
pub const COLUMNS: u8 = 6;
/// How many rows of tiles there are.
pub const ROWS: u8 = 8;

impl Region {
    /// The region that a word of the content names: `Emilia-Romagna`, `emilia-romagna` or `IT-45`.
    pub fn find(word: &str) -> Option<&'static Region> {
        let id = crate::lang::slug(word);
        REGIONS
            .iter()
            .find(|region| region.id == id || region.code.eq_ignore_ascii_case(word.trim()))
    }
}
