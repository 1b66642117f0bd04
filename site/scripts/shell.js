// @ts-check
/** What every page has: the bar on top, the menu, announcements, questions, and signing in again. */
import "./site-header.js";
import "./context-switch.js";
import "./new-terms.js";
import "./side-menu.js";
import "./toast-region.js";
import "./confirm-dialog.js";
import "./sign-in-again.js";
import "./step-up.js";
import "./page-foot.js";
