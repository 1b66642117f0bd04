# Reference pages: states, permissions, fields.

article-download = Download (print to PDF)
states-lead = Who may do what in each state, made from the table the system decides by.
states-ways = From here:
states-way = { $action } →
states-end = The end; it stays in the record only.
states-who = Who
states-may = May
fields-lead = Every field of the registration form, made from the definition used for filling in and checking.
fields-field = Field
fields-required = Required
fields-note = Notes
fields-when = Yes, when “{ $field }” is chosen
