# The log of disclosures.

audit-lead = Who looked at or exported full phones and ID numbers, and what was written to units. Every step of every nomination can be exported; any change to it shows.
audit-export = Export every step
audit-empty = Nobody has looked at or exported full numbers
audit-empty-advice = Every look at full phones and ID numbers, and every export of them, stands here.
audit-disclosures = Looks at and exports of full numbers
audit-at = Time
audit-who = Who
audit-role = Role
audit-what = What
audit-whose = Of whom
audit-messages = Written to units
