/**
 * Steps that make one row of a file say what Sextant reads from a row, for programs whose exports do not: used by templates and
 * usable in a mapping file. They are applied in order, before types are decided. Columns are named by their headers; a step may
 * name a column that a step before it made.
 */
import * as z from 'zod'

const column = z.string().min(1)
const columns = z.array(column).min(1)
/** Compared without regard to case. */
const texts = z.array(z.string()).min(1)
const condition = z.strictObject({ where: column, is: texts })

export const Transform = z.discriminatedUnion('do', [
  /** The row below the header is a second row of it, and tells the columns of one question apart; the texts to `ignore` tell nothing. */
  z.strictObject({ do: z.literal('headerRow'), ignore: z.array(z.string()).default([]) }),
  /** A blank cell takes the text of the row above it, as long as the column `by` stays the same: order fields on an order's first line only. */
  z.strictObject({ do: z.literal('carryForward'), by: column, columns }),
  /** A further column that holds the texts of several, those that are not blank: a date and its time, a first and a last name. */
  z.strictObject({ do: z.literal('join'), columns: z.array(column).min(2), with: z.string().default(' '), as: column }),
  /** A further column that holds the first of several that is not blank. */
  z.strictObject({ do: z.literal('firstOf'), columns, as: column }),
  /** A further column that holds the one column or the other, by what a third says: who paid, and who was paid back. */
  z.strictObject({ do: z.literal('choose'), where: column, is: texts, take: column, otherwise: column, as: column }),
  /** Amounts counted in the smallest unit of money (cents). Which that is says the column `currency`, or else `digits`. */
  z.strictObject({ do: z.literal('minorUnits'), columns, currency: column.optional(), digits: z.int().min(0).max(4).default(2) }),
  /** Amounts that are negative in rows in which the column `where` holds one of the texts: the type of a refund. Accents and what stands between words do not matter here. */
  z.strictObject({ do: z.literal('negate'), columns, where: column, is: texts }),
  /** Rows that are nothing of the kind are rejected with that reason, and so counted and shown. */
  z.strictObject({ do: z.literal('leaveOut'), where: column, is: texts, unless: condition.optional() }),
  /** The same for all rows but those in which the column `where` holds one of the texts. */
  z.strictObject({ do: z.literal('keepOnly'), where: column, is: texts }),
  /** Takes off the apostrophe by which a program tells spreadsheets to leave a cell as text: `'01067`. */
  z.strictObject({ do: z.literal('textMark'), columns }),
  /** The number alone where a scale names its ends: `10 - Extremely likely`. */
  z.strictObject({ do: z.literal('scaleNumber'), columns }),
  /** Letters that are written as in a web page: `Mug &amp; tray`. */
  z.strictObject({ do: z.literal('htmlText'), columns }),
  /** A further column that holds, in each row, what a line above the header says behind a colon: `# Start date: 20240101`. */
  z.strictObject({ do: z.literal('fromPreamble'), label: column, as: column })
])
export type Transform = z.infer<typeof Transform>
/** As it is written in a mapping file, defaults left out. */
export type TransformInput = z.input<typeof Transform>
