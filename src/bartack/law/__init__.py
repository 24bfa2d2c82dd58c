"""Dated law as data: one folder a country, one file a province, each value with its first day, last day and citation.

How topics are written, so that a check reads every country alike:

- `hours.night`, `maternity.night`, `young-workers.night`: the window of the day (`Limit.window()`), within which the latter two bar work.
- `maternity.protected.pregnancy`, `.nursing`: from which month, until which age of the child; `maternity.overtime` is then `0 h`.
- `overtime-pay.*`: the whole rate (150 % = 15000 bp); `overtime-pay.base`: the hours that divide the month's pay named in `of`.
- `deductions.*`, `contracts.probation.wage`, `insurance.base`, `contracts.agency-share`: shares of what `of` names.
- `minimum-wage.basis`: `of` is `gross_less_overtime` or `gross_less_overtime_and_insurance` (the worker's own insurance and fund).
- `pay.on-time`: `of` is `working_days` (so many after the wage period) or `agreed_day` (at least one payment in so long, on that day).
- `hours.average.week`: `of` is `worked_weeks` or `calendar_weeks`.
- `rest.break` by seconds worked, `contracts.probation.length` by months of contract, `insurance.leave.annual` by months of service,
  `maternity.leave.length` in some provinces by the child's number: scales, read with `Limit.at()`; their `allowed` is null.
- `minimum-wage.month` and `.basic` of Bangladesh hang on the worker's `grade`, `contracts.retirement*` of China on `group` (`men`,
  `women-office`, `women-shop-floor`); all other cases are the site's and are settled before a check sees them.
"""
