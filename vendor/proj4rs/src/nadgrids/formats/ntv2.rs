//!
//! Nadgrid parser
//!
use crate::errors::{Error, Result};
use crate::log::trace;
use crate::math::consts::SEC_TO_RAD;
use crate::nadgrids::Catalog;
use crate::nadgrids::grid::{Grid, GridId, Lp, REL_TOLERANCE_HGRIDSHIFT};
use crate::nadgrids::header::error_str::*;
use crate::nadgrids::header::{Endianness, Header};
use std::io::Read;

const NTV2_HEADER_SIZE: usize = 11 * 16;

/// Ntv2 reader
pub(super) fn read_ntv2<R: Read>(catalog: &Catalog, key: &str, read: &mut R) -> Result<()> {
    let mut head = Header::<NTV2_HEADER_SIZE>::new();

    trace!("Reading  ntv2 {}", key);

    // Read overview header
    head.read(read)?;
    // Check endianness
    head.endian = if head.get_u8(8) == 11 {
        Endianness::native()
    } else {
        Endianness::other()
    };

    let nsubgrids = head.get_u32(40) as usize;

    trace!("Reading ntv2 {} subgrids {}", key, nsubgrids);

    // Read subsequent grids
    (0..nsubgrids).try_for_each(|_| read_ntv2_grid(catalog, key, head.read(read)?, read))
}

/// Read ntv2 grid data
fn read_ntv2_grid<R: Read>(
    catalog: &Catalog,
    key: &str,
    head: &Header<NTV2_HEADER_SIZE>,
    read: &mut R,
) -> Result<()> {
    match head.get_str(0, 8) {
        Ok("SUB_NAME") => Ok(()),
        _ => Err(Error::InvalidNtv2GridFormat(ERR_INVALID_HEADER)),
    }?;

    let id = head.get_id(8);
    let mut lineage = head.get_id(24);
    if lineage.as_str().trim() == "NONE" {
        lineage = GridId::root();
    }

    // Lower left corner
    let mut ll = Lp {
        lam: -head.get_f64(120), // W_LONG
        phi: head.get_f64(72),   // S_LAT
    };

    // Upper rigth corner
    let mut ur = Lp {
        lam: -head.get_f64(104), // E_LONG
        phi: head.get_f64(88),   // N_LAT
    };

    let mut del = Lp {
        lam: head.get_f64(152), // longitude interval
        phi: head.get_f64(136), // latitude interval
    };

    // Size limit
    let lim = Lp {
        lam: (((ur.lam - ll.lam).abs() / del.lam + 0.5) + 1.).floor(),
        phi: (((ur.phi - ll.phi).abs() / del.phi + 0.5) + 1.).floor(),
    };

    // units are in seconds of degree.
    ll.lam *= SEC_TO_RAD;
    ll.phi *= SEC_TO_RAD;
    ur.lam *= SEC_TO_RAD;
    ur.phi *= SEC_TO_RAD;
    del.lam *= SEC_TO_RAD;
    del.phi *= SEC_TO_RAD;

    // Read matrix data
    let nrows = lim.phi as usize;
    let rowsize = lim.lam as usize;

    let gs_count = head.get_u32(168) as usize;
    if gs_count != nrows * rowsize {
        return Err(Error::InvalidNtv2GridFormat(ERR_GSCOUNT_NOT_MATCHING));
    }

    // Read grid data
    trace!(
        "Reading  data for grid {}:{}:{}",
        key,
        id.as_str(),
        lineage.as_str()
    );

    let mut buf = head.rebind::<16>();
    let mut cvs: Vec<Lp> = (0..gs_count)
        .map(|_| {
            buf.read(read)?;
            // NOTE: phi and lam are inverted
            Ok(Lp {
                phi: SEC_TO_RAD * (buf.get_f32(0) as f64),
                lam: -(SEC_TO_RAD * (buf.get_f32(4) as f64)), // NOTE: Compensate NT convention
            })
        })
        .collect::<Result<Vec<_>>>()?;

    // See https://geodesie.ign.fr/contenu/fichiers/documentation/algorithmes/notice/NT111_V1_HARMEL_TransfoNTF-RGF93_FormatGrilleNTV2.pdf

    // In proj4, rows are stored in reverse order
    for i in 0..nrows {
        let offs = i * rowsize;
        cvs[offs..(offs + rowsize)].reverse();
    }

    let epsilon = (del.lam.abs() + del.phi.abs()) * REL_TOLERANCE_HGRIDSHIFT;

    catalog.add_grid(
        key.into(),
        Grid {
            id,
            lineage,
            ll,
            ur,
            del,
            lim,
            epsilon,
            cvs: cvs.into_boxed_slice(),
            is_geographic: true,
        },
    )
}
