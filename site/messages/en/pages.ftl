# What the pages are called; the menu says the same.

page-workbench = Workbench
page-account = Account and security
page-login = Sign in
page-inbox = Messages
page-nominate = Nominate
page-drafts = Being filled in
page-pending = Awaiting review
page-approved = Approved, to report
page-rejected = Sent back
page-reported = Reported
page-final-review = Final review
page-registration-forms = Registration forms
page-congress = Congress and units
page-notices = Notices
page-notice-desk = Manage notices
page-progress = Progress
page-receipts = Receipts of reports
page-audit = Audit
page-statistics = Statistics
page-my-form = My registration form
page-print = Print registration forms
page-manual = Manual
page-states = States and permissions
page-fields = Form fields
page-404 = Page not found
