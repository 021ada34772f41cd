import * as z from 'zod'

/** Calendar date, `2011-12-09`. */
export const IsoDate = z.iso.date()
export type IsoDate = z.infer<typeof IsoDate>

/** A day that somebody names: another century is a slip of the keyboard, and nothing happened then. */
export const GivenDay = IsoDate.refine((day) => day >= '1900-01-01' && day <= '2199-12-31', {
  message: 'a day between 1900-01-01 and 2199-12-31'
})

/** Characters that nobody sees and that change how what stands around them is read: NUL and its like, marks and overrides of writing direction. */
const unseen = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** What somebody writes, without what nobody sees of it. */
export const givenText = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replace(unseen, ''))
    .trim()
    .max(most)

/** The name that somebody gives a thing: on one line, and not empty. */
export const givenName = (most: number) =>
  z
    .string()
    .overwrite((name) => name.replace(unseen, '').replace(/\s+/gu, ' '))
    .trim()
    .min(1)
    .max(most)

/** Wall-clock seconds since 1970-01-01T00:00:00 as written in the file (no time zone is applied). */
export const Epoch = z.int()

/** An amount of money in major units. Exact for every amount that SQLite holds as a scaled integer below 2^53. */
export const Money = z.object({ amount: z.number(), currency: z.string() })
export type Money = z.infer<typeof Money>

/** Something that was noticed and handled, with how often and one example. `code` is a key of the catalogue, whose text takes count and example. */
export const Warning = z.object({ code: z.string(), count: z.int(), example: z.string() })
export type Warning = z.infer<typeof Warning>

export const Page = z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) })

export const VerdictLevel = z.enum(['strong', 'usable', 'weak', 'none', 'insufficient-data'])
export type VerdictLevel = z.infer<typeof VerdictLevel>
export const Verdict = z.object({ level: VerdictLevel, reason: z.string() })
export type Verdict = z.infer<typeof Verdict>

/** A coded error as it crosses a process (see `../errors.ts`). */
export const WireErrorShape = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  details: z.record(z.string(), z.unknown())
})
