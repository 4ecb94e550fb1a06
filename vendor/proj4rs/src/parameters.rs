//!
//! Projection parameters
//!
//!
use crate::errors::{Error, Result};
use crate::parse::FromStr;

/// Struct holding a pair key/value
pub struct Parameter<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
}

impl<'a> TryFrom<&Parameter<'a>> for f64 {
    type Error = Error;

    fn try_from(p: &Parameter<'a>) -> Result<f64> {
        p.try_value::<f64>()
    }
}

// Param -> i32
impl<'a> TryFrom<&Parameter<'a>> for i32 {
    type Error = Error;

    fn try_from(p: &Parameter<'a>) -> Result<i32> {
        p.try_value::<i32>()
    }
}

// Param -> &str
impl<'a> TryFrom<&Parameter<'a>> for &'a str {
    type Error = Error;

    fn try_from(p: &Parameter<'a>) -> Result<&'a str> {
        p.value
            .ok_or_else(|| Error::NoValueParameter(p.name.into()))
    }
}

impl Parameter<'_> {
    fn try_value<F: FromStr>(&self) -> Result<F> {
        match self.value.map(F::from_str) {
            None => Err(Error::NoValueParameter(self.name.into())),
            Some(result) => result.map_err(|_| Error::ParameterValueError(self.name.into())),
        }
    }

    /// Return a value in radians
    ///
    /// By default it is assumed that unspecified input
    /// is in degree.
    ///
    /// If value string end with 'r', then it assumed that
    /// input value is given directly in radians
    ///
    /// Syntax suffix is [rR][EeWwNnSs]
    pub fn try_angular_value(&self) -> Result<f64> {
        const FWD_SFX: &[char; 4] = &['E', 'e', 'N', 'n'];
        const INV_SFX: &[char; 4] = &['W', 'w', 'S', 's'];
        const RAD_SFX: &[char; 2] = &['r', 'R'];

        match self.value {
            None => Err(Error::NoValueParameter(self.name.into())),
            Some(s) => {
                let (s, sgn) = if let Some(s) = s.strip_suffix(FWD_SFX) {
                    (s, 1.0)
                } else if let Some(s) = s.strip_suffix(INV_SFX) {
                    (s, -1.0)
                } else {
                    (s, 1.0)
                };

                if let Some(s) = s.strip_suffix(RAD_SFX) {
                    f64::from_str(s).map(|v| sgn * v)
                } else {
                    // Degrees
                    Self::parse_dms(s).map(|v| sgn * v.to_radians())
                }
            }
            .map_err(|_| Error::ParameterValueError(self.name.into())),
        }
    }

    /// DMS input parser
    ///
    /// DMS input is expected to be DD[dD]MM'SS"
    fn parse_dms(s: &str) -> Result<f64, <f64 as FromStr>::Err> {
        const DEG_SFX: &[char; 3] = &['d', 'D', '\u{00b0}'];

        fn parse_number_part<'a>(
            s: &'a str,
            sfx: &'static str,
        ) -> Result<(&'a str, f64), <f64 as FromStr>::Err> {
            // check the first non-numeric symbol starting from
            // the end and return prefix and parsed value.
            Ok(if let Some(s) = s.strip_suffix(sfx) {
                if let Some((pfx, v)) = s.rsplit_once(|c: char| !c.is_ascii_digit() && c != '.') {
                    (&s[..(pfx.len() + 1)], f64::from_str(v)?)
                } else {
                    ("", f64::from_str(s)?)
                }
            } else {
                (s, 0.)
            })
        }

        if s.is_empty() {
            // Force error if string is empty
            return f64::from_str(s);
        }

        // Get leading negative sign
        let (s, sgn) = s
            .strip_prefix("-")
            .map(|s| (s, -1.0_f64))
            .unwrap_or((s, 1.0_f64));

        let (s, seconds) = parse_number_part(s, "\"")?;
        let (s, minutes) = parse_number_part(s, "'")?;

        let s = s.trim_end_matches(DEG_SFX);
        let degrees = if !s.is_empty() { f64::from_str(s)? } else { 0. };

        Ok(sgn * (degrees + (minutes + seconds / 60.) / 60.))
    }

    /// Check the token as a boolean flag
    ///
    /// Return true if the token is present alone (no value), false
    /// if the token is not present or parse the
    /// value as bool if any (either 'true' or 'false')
    pub fn check_option(&self) -> Result<bool> {
        self.value
            .map(bool::from_str)
            .unwrap_or(Ok(true))
            .map_err(|_err| Error::ParameterValueError(self.name.into()))
    }
}

/// List of parameters
pub struct ParamList<'a>(Vec<Parameter<'a>>);

impl<'a> ParamList<'a> {
    /// Return Some(param) if the parameter `name` exists `None` otherwise.
    pub fn get(&self, name: &str) -> Option<&Parameter<'a>> {
        self.0.iter().find(|p| p.name == name)
    }

    pub fn check_option(&self, name: &str) -> Result<bool> {
        self.get(name)
            .map(|p| p.check_option())
            .unwrap_or(Ok(false))
    }

    pub fn try_value<T>(&'a self, name: &str) -> Result<Option<T>>
    where
        T: TryFrom<&'a Parameter<'a>, Error = Error>,
    {
        self.get(name).map(|p| T::try_from(p)).transpose()
    }

    pub fn try_angular_value(&self, name: &str) -> Result<Option<f64>> {
        self.get(name).map(|p| p.try_angular_value()).transpose()
    }
}

// Create from Parameter iterator
impl<'a> FromIterator<Parameter<'a>> for ParamList<'a> {
    fn from_iter<I: IntoIterator<Item = Parameter<'a>>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}
