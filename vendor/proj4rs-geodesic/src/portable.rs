#![allow(dead_code)]

//! The transcendental functions of crate `libm`, which give the same digits on every system.

pub(crate) trait Portable: Copy {
    fn portable_sin(self) -> Self;
    fn portable_cos(self) -> Self;
    fn portable_sin_cos(self) -> (Self, Self);
    fn portable_tan(self) -> Self;
    fn portable_asin(self) -> Self;
    fn portable_acos(self) -> Self;
    fn portable_atan(self) -> Self;
    fn portable_atan2(self, x: Self) -> Self;
    fn portable_sinh(self) -> Self;
    fn portable_cosh(self) -> Self;
    fn portable_atanh(self) -> Self;
    fn portable_exp(self) -> Self;
    fn portable_ln(self) -> Self;
    fn portable_ln_1p(self) -> Self;
    fn portable_powf(self, power: Self) -> Self;
    fn portable_powi(self, power: i32) -> Self;
    fn portable_hypot(self, other: Self) -> Self;
    fn portable_cbrt(self) -> Self;
}

impl Portable for f64 {
    fn portable_sin(self) -> Self {
        libm::sin(self)
    }
    fn portable_cos(self) -> Self {
        libm::cos(self)
    }
    fn portable_sin_cos(self) -> (Self, Self) {
        libm::sincos(self)
    }
    fn portable_tan(self) -> Self {
        libm::tan(self)
    }
    fn portable_asin(self) -> Self {
        libm::asin(self)
    }
    fn portable_acos(self) -> Self {
        libm::acos(self)
    }
    fn portable_atan(self) -> Self {
        libm::atan(self)
    }
    fn portable_atan2(self, x: Self) -> Self {
        libm::atan2(self, x)
    }
    fn portable_sinh(self) -> Self {
        libm::sinh(self)
    }
    fn portable_cosh(self) -> Self {
        libm::cosh(self)
    }
    fn portable_atanh(self) -> Self {
        libm::atanh(self)
    }
    fn portable_exp(self) -> Self {
        libm::exp(self)
    }
    fn portable_ln(self) -> Self {
        libm::log(self)
    }
    fn portable_ln_1p(self) -> Self {
        libm::log1p(self)
    }
    fn portable_powf(self, power: Self) -> Self {
        libm::pow(self, power)
    }
    fn portable_powi(self, power: i32) -> Self {
        libm::pow(self, f64::from(power))
    }
    fn portable_hypot(self, other: Self) -> Self {
        libm::hypot(self, other)
    }
    fn portable_cbrt(self) -> Self {
        libm::cbrt(self)
    }
}
