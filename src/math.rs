//! Transcendental functions with the same digits on every system.
//!
//! The methods of `f64` call the C library of the system, and two of those differ in the last digit
//! of a sine. A picture shows it as soon as a coordinate lies halfway between two numbers that are
//! written, or two candidates for a label cost almost the same. These functions are compiled from
//! one source, crate `libm` (musl's, which are FreeBSD's), and use no arithmetic but that of IEEE
//! 754. So does what projects and measures: `vendor/README.md`.
//!
//! Each differs from the exact value by less than a unit in the last place. Square roots, rounding
//! and conversions to degrees are exact by the standard, and stay methods.

/// The sine of an angle in radians.
pub(crate) fn sin(angle_rad: f64) -> f64 {
    libm::sin(angle_rad)
}

/// The cosine of an angle in radians.
pub(crate) fn cos(angle_rad: f64) -> f64 {
    libm::cos(angle_rad)
}

/// The sine and the cosine of an angle in radians.
pub(crate) fn sin_cos(angle_rad: f64) -> (f64, f64) {
    libm::sincos(angle_rad)
}

/// The angle in radians whose sine is `x`, in −π/2..=π/2; NaN outside −1..=1.
pub(crate) fn asin(x: f64) -> f64 {
    libm::asin(x)
}

/// The angle in radians whose tangent is `x`, in −π/2..=π/2.
pub(crate) fn atan(x: f64) -> f64 {
    libm::atan(x)
}

/// The direction of (`x`, `y`) in radians, counter-clockwise from the x axis, in −π..=π.
pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// The hyperbolic sine.
pub(crate) fn sinh(x: f64) -> f64 {
    libm::sinh(x)
}

/// The hyperbolic cosine.
pub(crate) fn cosh(x: f64) -> f64 {
    libm::cosh(x)
}

/// The number whose hyperbolic sine is `x`.
pub(crate) fn asinh(x: f64) -> f64 {
    libm::asinh(x)
}

/// e to the power of `x`.
pub(crate) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// 2 to the power of `x`; exact for whole numbers.
pub(crate) fn exp2(x: f64) -> f64 {
    libm::exp2(x)
}

/// The natural logarithm.
pub(crate) fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// The logarithm to base 2; exact for powers of 2.
pub(crate) fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// The logarithm to base 10; exact for the powers of 10 up to 10²².
pub(crate) fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// The largest power of ten that is at most `x`, which is positive.
pub(crate) fn power_of_ten_within(x: f64) -> f64 {
    powi(10.0, log10(x).floor() as i32)
}

/// `base` to the power of `exponent`, for fractions; [`powi`] is exact for 10².
pub(crate) fn powf(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// `base` to a whole power: exact wherever the result and all squares on the way are, and for
/// negative powers the nearest number to one over that.
pub(crate) fn powi(base: f64, exponent: i32) -> f64 {
    let mut square = base;
    let mut power = 1.0;
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        if left % 2 == 1 {
            power *= square;
        }
        square *= square;
        left /= 2;
    }
    if exponent < 0 { 1.0 / power } else { power }
}

/// The length of the vector (`x`, `y`).
pub(crate) fn hypot(x: f64, y: f64) -> f64 {
    libm::hypot(x, y)
}

/// The cube root.
pub(crate) fn cbrt(x: f64) -> f64 {
    libm::cbrt(x)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "exact is what they are to be")]
    fn whole_powers_are_exact() {
        assert_eq!(powi(10.0, 2), 100.0);
        assert_eq!(powi(10.0, 22), 1e22);
        assert_eq!(powi(10.0, -3), 1e-3);
        assert_eq!(powi(60.0, 0), 1.0);
        assert_eq!(powi(-2.0, 3), -8.0);
        assert_eq!(exp2(10.0), 1024.0);
        for power in 0..=22_i32 {
            assert_eq!(log10(powi(10.0, power)), f64::from(power));
            assert_eq!(log2(powi(2.0, power)), f64::from(power));
            assert_eq!(power_of_ten_within(powi(10.0, power)), powi(10.0, power));
        }
    }

    /// All functions over their usual arguments, to the last bit: the sum was taken on Linux, and other
    /// systems are held against it.
    #[test]
    fn every_digit_is_the_same_on_every_system() {
        let mut digits = Sha256::new();
        for step in -2_000_i32..=2_000 {
            let x = f64::from(step) / 2_000.0;
            let (angle_rad, wide) = (x * TAU, x * 30.0);
            let positive = wide.abs() + 1e-3;
            let (sine, cosine) = sin_cos(angle_rad);
            let values = [
                sin(angle_rad),
                cos(angle_rad),
                sine,
                cosine,
                asin(x),
                atan(wide),
                atan2(x, wide + 0.1),
                sinh(wide),
                cosh(wide),
                asinh(wide),
                exp(wide),
                exp2(wide),
                ln(positive),
                log2(positive),
                log10(positive),
                powf(positive, 2.4),
                powi(wide, step % 9),
                hypot(x, wide),
                cbrt(wide),
            ];
            for value in values {
                digits.update(value.to_bits().to_le_bytes());
            }
        }
        let sum = digits.finalize();
        assert_eq!(
            sum[..8],
            [0x12, 0x52, 0xff, 0xec, 0xb2, 0x8a, 0x04, 0x0a],
            "{sum:02x?}"
        );
    }
}
