//! Every page with data on it: who looks at it, where it is, and what is opened on it.

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    /// The liaison of the demo's second unit, which has somebody in most states.
    Liaison,
    /// The liaison of the first unit, which final review has answered.
    Reporter,
    /// The liaison of the fifth unit: one of those who wait there was sent back before and has corrected the form.
    Corrected,
    Nominee,
    Convener,
}

impl Who {
    pub(super) const SIGNED_IN: [Self; 5] = [
        Self::Liaison,
        Self::Reporter,
        Self::Corrected,
        Self::Nominee,
        Self::Convener,
    ];

    /// Phone in the demo.
    pub(super) const fn phone(self) -> &'static str {
        match self {
            Self::Nobody => "",
            Self::Liaison => "19900950200",
            Self::Reporter => "19900950100",
            Self::Corrected => "19900950500",
            Self::Nominee => "19900950505",
            Self::Convener => "19900950000",
        }
    }
}

/// A page, or something opened on it.
pub(super) struct Look {
    pub(super) name: &'static str,
    pub(super) who: Who,
    /// `{own}` stands for the query that names the nominee's own nomination.
    pub(super) path: &'static str,
    /// What is seen once everything has arrived.
    pub(super) shown: &'static str,
    /// What is clicked then, one after the other; after a `?` what is only waited for.
    pub(super) clicks: &'static [&'static str],
}

const ROW: &str = "[data-list=items] tr";
const READY: &str = "[data-state=ready] [data-shown-in=ready]";
const DRAWER: &str = "?[data-dialog=drawer] [data-shown-in=ready]";

const fn look(name: &'static str, who: Who, path: &'static str, shown: &'static str) -> Look {
    Look {
        name,
        who,
        path,
        shown,
        clicks: &[],
    }
}

const fn opened(
    name: &'static str,
    who: Who,
    path: &'static str,
    shown: &'static str,
    clicks: &'static [&'static str],
) -> Look {
    Look {
        name,
        who,
        path,
        shown,
        clicks,
    }
}

use Who::{Convener, Corrected, Liaison, Nobody, Nominee, Reporter};

/// All of them.
pub(super) const LOOKS: &[Look] = &[
    look("home", Nobody, "/", "main h1"),
    look("receipts", Reporter, "/receipts/", READY),
    look(
        "exports",
        Convener,
        "/exports/",
        ":is([data-state=ready], [data-state=empty])",
    ),
    look(
        "audit",
        Convener,
        "/audit/",
        ":is([data-state=ready], [data-state=empty])",
    ),
    look("inbox", Liaison, "/inbox/", READY),
    opened(
        "inbox-sms",
        Nominee,
        "/inbox/",
        READY,
        &["[data-action=choose-sms]"],
    ),
    look("notices", Nobody, "/notices/", ".notice-list a"),
    opened(
        "notice",
        Nobody,
        "/notices/",
        ".notice-list a",
        &[".notice-list a", "?.article table"],
    ),
    look("login", Nobody, "/login/", "[data-form=sms]"),
    opened(
        "login-password",
        Nobody,
        "/login/",
        "[data-form=sms]",
        &["[data-tab=password]"],
    ),
    look("manual", Nobody, "/manual/", "main h1"),
    look("terms", Nobody, "/terms/", "main h1"),
    look("privacy", Nobody, "/privacy/", "main h1"),
    look("states", Nobody, "/states/", "main h1"),
    look("fields", Nobody, "/fields/", "main h1"),
    look("not-found", Nobody, "/404.html", "main h1"),
    look("home-signed-in", Liaison, "/", "[data-list=contexts] > *"),
    look("workbench-liaison", Liaison, "/workbench/", READY),
    look("account", Convener, "/account/", READY),
    opened(
        "account-app",
        Liaison,
        "/account/",
        READY,
        &["totp-setup [data-action=begin]", "?[data-field=secret]"],
    ),
    opened(
        "account-password",
        Liaison,
        "/account/",
        READY,
        &["[data-action=password]", "?[data-dialog=password][open]"],
    ),
    look("nominate", Liaison, "/nominate/", ROW),
    opened(
        "nominate-dialog",
        Liaison,
        "/nominate/",
        ROW,
        &[
            "[data-action=allocate]",
            "[data-dialog=allocate] [data-action=add-row]",
        ],
    ),
    opened(
        "unit-files",
        Liaison,
        "/nominate/",
        ROW,
        &[
            "quota-panel [data-action=unit-files]",
            "?[data-dialog=unit-files] [data-list=materials] li",
        ],
    ),
    look("drafts", Liaison, "/drafts/", ROW),
    look("pending", Liaison, "/pending/", ROW),
    opened(
        "pending-drawer",
        Liaison,
        "/pending/",
        ROW,
        &["[data-list=items] [data-action=review]", DRAWER],
    ),
    opened(
        "pending-batch",
        Liaison,
        "/pending/",
        ROW,
        &[
            "[data-list=items] [name=selected]",
            "[data-action=batch-reject]",
            "?[data-dialog=batch-review]",
        ],
    ),
    opened(
        "pending-columns",
        Liaison,
        "/pending/",
        ROW,
        &[".choose-columns summary", "?.choose-columns-list"],
    ),
    opened(
        "pending-changes",
        Corrected,
        "/pending/",
        ROW,
        &[
            "[data-list=items] tr:last-of-type [data-action=review]",
            "?[data-dialog=drawer] [data-list=changes] li",
        ],
    ),
    look("approved", Liaison, "/approved/", ROW),
    opened(
        "approved-report",
        Liaison,
        "/approved/",
        ROW,
        &["[data-action=report]", "?[data-dialog=report]"],
    ),
    opened(
        "approved-attach",
        Liaison,
        "/approved/",
        ROW,
        &[
            "[data-list=items] [data-action=attach]",
            "?[data-dialog=attach]",
        ],
    ),
    opened(
        "approved-materials",
        Liaison,
        "/approved/",
        ROW,
        &[
            "[data-list=items] [data-action=view]",
            DRAWER,
            "#drawer-tab-attachments",
        ],
    ),
    look("rejected", Liaison, "/rejected/", ROW),
    opened(
        "rejected-drawer",
        Liaison,
        "/rejected/",
        ROW,
        &["[data-list=items] [data-action=view]", DRAWER],
    ),
    look(
        "reported-empty",
        Liaison,
        "/reported/",
        ".results[data-state=empty]",
    ),
    look("reported", Reporter, "/reported/", ROW),
    opened(
        "reported-timeline",
        Reporter,
        "/reported/",
        ROW,
        &[
            "[data-list=items] [data-action=view]",
            DRAWER,
            "#drawer-tab-timeline",
        ],
    ),
    look("registration-forms", Liaison, "/registration-forms/", ROW),
    opened(
        "form-of-somebody",
        Liaison,
        "/drafts/",
        ROW,
        &[
            "[data-list=items] a[data-action=fill-in]",
            "?.form-body [role=tabpanel]",
        ],
    ),
    look("workbench-nominee", Nominee, "/workbench/", READY),
    look("my-form", Nominee, "/my-form/", READY),
    opened(
        "my-form-2",
        Nominee,
        "/my-form/",
        READY,
        &["[role=tab][data-step]:nth-of-type(2)"],
    ),
    opened(
        "my-form-3",
        Nominee,
        "/my-form/",
        READY,
        &["[role=tab][data-step]:nth-of-type(3)"],
    ),
    look("print", Nominee, "/print/?{own}", "[data-list=sheets] > *"),
    look("check", Nominee, "/check/", "[data-form=check]"),
    look("workbench-convener", Convener, "/workbench/", READY),
    look("final-review", Convener, "/final-review/", ROW),
    opened(
        "final-review-drawer",
        Convener,
        "/final-review/",
        ROW,
        &["[data-list=items] [data-action=review]", DRAWER],
    ),
    opened(
        "final-review-export",
        Convener,
        "/final-review/",
        ROW,
        &[
            "[data-action=export]",
            "[name=unmasked]",
            ".export-columns summary",
        ],
    ),
    look(
        "registration-forms-convener",
        Convener,
        "/registration-forms/",
        ROW,
    ),
    look("quotas", Convener, "/quotas/", "[data-grid] tbody tr"),
    opened(
        "quotas-minimums",
        Convener,
        "/quotas/",
        "[data-grid] tbody tr",
        &["label:has([data-show-minimums])"],
    ),
    look("schedule", Convener, "/schedule/", READY),
    look("notice-desk", Convener, "/notice-desk/", READY),
    opened(
        "notice-desk-write",
        Convener,
        "/notice-desk/",
        READY,
        &[
            "[data-action=add-list]",
            "?[data-dialog=notice] [data-of-list]",
        ],
    ),
    opened(
        "congress-materials",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &[
            "#tab-materials",
            "?#panel-materials [data-list=materials] li",
        ],
    ),
    opened(
        "final-review-unit-files",
        Convener,
        "/final-review/",
        ROW,
        &[
            ".units-queue summary",
            ".units-queue [data-action=unit-files]",
            "?[data-dialog=unit-files] [data-list=attachments] li",
        ],
    ),
    look("history", Convener, "/history/", READY),
    opened(
        "congress-rules",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["[data-tab=rules]", "[data-action=add-condition]"],
    ),
    opened(
        "congress-clone",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["[data-action=clone]"],
    ),
    look("congress", Convener, "/congress/", "[data-form=settings]"),
    opened(
        "congress-windows",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["#tab-windows"],
    ),
    opened(
        "congress-officers",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["#tab-officers"],
    ),
    opened(
        "congress-units",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["#tab-units"],
    ),
    opened(
        "congress-unit-dialog",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &[
            "#tab-units",
            "[data-list=units] [data-action=edit-unit]",
            "?[data-dialog=unit]",
        ],
    ),
    opened(
        "congress-import",
        Convener,
        "/congress/",
        "[data-form=settings]",
        &["#tab-units", "[data-action=import]"],
    ),
    look(
        "congress-new",
        Convener,
        "/congress/?new=1",
        "[data-form=settings]",
    ),
    look("progress", Convener, "/progress/", "[data-list=units] > *"),
    look(
        "statistics",
        Convener,
        "/statistics/",
        "[data-list=facets] h2",
    ),
];
