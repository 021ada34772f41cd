import { isoDate, PERIOD } from '../calendar.ts'

/** For the person who opens the folder. */
export const readme = (customers: number, seed: number): string =>
  `Kettle & Crane sells coffee, tea and what one needs for them, on the web, in an app, on a market place and over a counter.
These are its spreadsheets from ${isoDate(PERIOD.start)} to ${isoDate(PERIOD.end - 1)}: orders.xlsx (one row a line; returns are
negative rows), customers.csv, products.csv, tickets.csv, touchpoints.csv, feedback.csv, offers.csv and spend.csv. Drop the
whole folder on Sextant. The shop and its ${customers} customers are invented; nobody in it exists (seed ${seed}).

planted.json says what is hidden in the data: who belongs to which kind of customer, whose rhythm broke and when, which
products call for each other and which only look so, what went wrong and where. It also lists the few rows that are wrong on
purpose. Look at it afterwards, to see what Sextant found and what it did not; Sextant itself never reads it.
`

export const continuationReadme = (): string =>
  `The three months after the sample shop's spreadsheets, ${isoDate(PERIOD.end)} to ${isoDate(PERIOD.horizon - 1)}. Drop this folder on the workspace that
holds the shop: new rows are added, and tickets that were open are brought up to date.

continuation.json says which treated customers answered. The others went on as they would have done anyway.
`
