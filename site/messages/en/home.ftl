# The home page.

home-title = Nominating delegates and committee members
home-description = From quotas and registration forms to first review, reporting, final review and the roster: in one place, with every step on record.
enter-workbench = Go to the workbench
my-congresses = My congresses
home-way = The steps
home-step-allocate = Allocate places
home-step-allocate-text = The liaison enters name, phone and category
home-step-fill-in = Fill in the form
home-step-fill-in-text = The nominee fills it in and submits
home-step-first-review = First review
home-step-first-review-text = Approve, or send back with an opinion
home-step-report = Report
home-step-report-text = All at once, when every indicator is met
home-step-final-review = Final review
home-step-final-review-text = Confirm the people, export the roster
home-who = Who you are
home-liaison = I am a unit’s liaison
home-liaison-text = Nominate within your unit’s quota, help people fill in their forms, review and report. What is still missing is always in sight.
home-nominee = I am a nominee
home-nominee-text = Sign in with the phone that got the message. Your form saves itself as you type; if it is sent back, the remark stands at the field.
home-convener = I am the convener
home-convener-text = Set up the congress, invite units, give quotas, watch progress, do the final review and export roster and statistics.
