# Details and review.

drawer-parts = Parts of the form
timeline = History
state-now = State
review-kind = Review
review-outcome = Outcome
approve = Approve
reject = Send back
opinion-hint = Required when sending back; the pencil beside a field adds a remark to it
remark-on = Remark on: { $field }
remark-placeholder = What to change here
person-previous = Previous person
person-next = Next person
person-keys = J / K: next, previous
no-photo = No photo yet
photo-of-person = Portrait
no-attachments = No attachments
reveal = Show
reveal-title = Show the full numbers
reveal-submit = Show, and record it
reveal-detail = See the full certificate number and phone only when your work needs it. Who looked, and when, is recorded.
