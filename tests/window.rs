//! The program in a real window, under real input. Linux alone has a screen in
//! memory to do this on.
#![cfg(target_os = "linux")]

mod support;
