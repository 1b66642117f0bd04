//! One unit's work as liaison, nominee and convener in headless Chromium.
