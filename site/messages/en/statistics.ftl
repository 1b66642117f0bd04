# Statistics.

statistics-empty = Nothing to count yet
statistics-empty-advice = Progress and composition appear once units are invited.
progress = Progress
progress-allocated = Allocated
progress-submitted = Submitted
progress-approved = Approved
progress-reported = Reported
progress-final = Final
