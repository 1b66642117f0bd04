# Nominating: quotas and new nominees.

nominate-new = New nominees
nominate-empty = Nobody is nominated yet
nominate-empty-advice = Choose “New nominees” to enter name, phone and category; if filters are set, reset them first.
quota = Quota
quota-table = Quota table
quota-places = Places
quota-reported = Reported
quota-waiting = To be reported
quota-table-note = Each cell is “used / quota”: ✓ full or enough, ✕ not yet enough. A committee member takes a delegate’s place, never the reverse.
places-unit = places
at-least = At least: { $what }
allocate = Allocate
allocate-detail = Enter as many as you like: the Enter key goes on to the next row, and rows copied from a spreadsheet can be pasted. All of them get a place or none, and each row that cannot is named. People sign in with the phone, so please check it.
paste-rows = Paste from a table
paste-rows-label = One per line: name, phone, category
paste-rows-hint = Copy three columns from Excel, or separate by comma or space
paste-rows-take = Fill the rows above
disable = Disable
enable = Enable
deregister = Deregister
deregister-title = Deregister and free the place
deregister-detail = The place is free again; the form stays in the record only, and this cannot be undone.
change-category = Change category
change-category-detail = The quota of the new category is checked first.
