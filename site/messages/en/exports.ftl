# Exports, views and exports that take a while.

view-of-list = View
view-none = Default
view-keep = Keep as a view
view-name = Name of the view
view-name-hint = Keeps conditions, order, columns and sheets as they are now, for lists and exports; one of the same name is replaced.
view-forget = Remove this view
export-split = Sheets
export-split-none = All on one sheet
export-split-category = A sheet per category
export-split-unit = A sheet per unit
export-format = Format
export-columns = Columns and their order
export-columns-all = Choose all
export-columns-none = Choose none
export-columns-hint = The arrows change the order
exports-lead = Exports of many people are made in the background and kept for three days. Only you see and fetch them.
exports-empty = No exports yet
exports-empty-advice = Press “Export” above any list: a few people are downloaded at once, many appear here.
export-file = File
export-asked-at = Asked for at
export-numbers = Numbers
