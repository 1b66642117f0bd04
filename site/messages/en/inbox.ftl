# The inbox.

inbox-lead = Everything that concerns you, the newest first.
inbox-empty = No messages yet
inbox-empty-advice = Forms sent back, outcomes of reviews, closing dates and notices of the convening body will stand here.
inbox-new = New
inbox-open = Go there
inbox-more = Earlier messages
inbox-sms = SMS settings
inbox-sms-detail = All messages stand on this page. Those ticked are sent to your phone by SMS too; sign-in codes always are.
inbox-sms-kinds = By SMS too
