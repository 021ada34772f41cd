import { createEntityBook } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import { saysSolved } from '../import/conversion/status.ts'
import type { KindRow, ValuesOf } from '../import/types.ts'
import { becameOf, bit, fewEntries, type KindStore, type Shelf, takenBack } from './store-kind.ts'
import { own } from './store-text.ts'
import { customerOf } from './store-who.ts'

/** What the rows of this source have told of one ticket so far. */
interface Course {
  states: number
  moment: number
  solved: boolean
  handler: string
  reopens: number
  reassignments: number
}

/**
 * Tickets by number. A file that has several rows for a ticket is a log of its states: the last state counts, and how often it
 * was opened again and handed on is counted from the states where no column says so.
 *
 * Memory: 150 bytes for each ticket of the source.
 */
export function createTicketStore(shelf: Shelf): KindStore<KindRow<'tickets'>> {
  const { db, scope, products, cacheLimit = fewEntries } = shelf
  const book = createEntityBook(db, entities.ticket, scope, { cacheLimit: Math.min(cacheLimit, fewEntries), own })
  let source = 0
  let isLog = false
  let courses = new Map<number | string, Course>()

  return {
    begin: ({ id, draft }) => {
      source = id
      isLog = draft.isLog === true
      courses = new Map()
    },
    row({ values, extra }) {
      const { ticket, openedAt = null, updatedAt = null } = values
      if (ticket == null) throw new Error('a ticket without a number is to be rejected')
      const customer = customerOf(shelf, values, openedAt ?? updatedAt, source)
      const product = products.meet({ product: values.product ?? null, productName: values.productName ?? null }, source)
      const moment = updatedAt ?? moments.list
      const course = next(courses.get(ticket), values, moment)
      courses.set(own(ticket), course)
      const said: Said = {
        ...saidOfTicket(values, course),
        // A log of events alone tells by the first of them when its tickets were opened.
        ...(isLog && values.openedAt === undefined ? { opened_at: updatedAt } : {}),
        customer: customer.id,
        product_id: product.id,
        extra: extra ?? {}
      }
      const { outcome } = book.put([ticket], moment, said, source)
      return becameOf([outcome], customer.changed || product.changed)
    },
    end: () => takenBack(book.endSource()),
    save: book.save
  }
}

function next(course: Course | undefined, { status, agent, team }: ValuesOf<'tickets'>, moment: number): Course {
  const solved = status == null ? (course?.solved ?? false) : saysSolved(status)
  const handler = agent == null && team == null ? (course?.handler ?? '') : own(`${team ?? ''} ${agent ?? ''}`)
  if (course === undefined) return { states: 1, moment, solved, handler, reopens: 0, reassignments: 0 }
  course.states++
  // A row that stands in the wrong place says nothing about what followed what.
  if (moment < course.moment) return course
  if (course.solved && !solved) course.reopens++
  if (course.handler !== '' && handler !== course.handler) course.reassignments++
  return Object.assign(course, { moment, solved, handler })
}

function saidOfTicket(values: ValuesOf<'tickets'>, { states, reopens, reassignments }: Course): Said {
  const { openedAt = null, firstResponseTime = null, resolutionTime = null } = values
  const after = (length: number | null): number | null => (openedAt === null || length === null ? null : openedAt + Math.round(length))
  // One state alone does not tell what happened before.
  const counted = (said: number | null | undefined, seen: number): number | null => (said === undefined ? (states > 1 ? seen : null) : said)
  return {
    states,
    order_number: values.order ?? null,
    opened_at: openedAt,
    first_response_at: values.firstResponseAt ?? after(firstResponseTime),
    // A column of ends that is blank in the newest state says that the ticket goes on.
    resolved_at: values.resolvedAt === undefined ? (after(resolutionTime) ?? undefined) : values.resolvedAt,
    closed_at: values.closedAt,
    status: values.status ?? null,
    reopens: counted(values.reopens, reopens),
    reassignments: counted(values.reassignments, reassignments),
    replies: values.replies ?? null,
    channel: values.channel ?? null,
    category: values.category ?? null,
    subcategory: values.subcategory ?? null,
    priority: values.priority ?? null,
    agent: values.agent ?? null,
    team: values.team ?? null,
    subject: values.subject ?? null,
    message: values.message ?? null,
    rating: values.rating ?? null,
    sla_met: bit(values.slaMet)
  }
}
