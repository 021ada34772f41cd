/** The questions and the certainty of a preview in plain words. Pure. */
import type { PreviewColumn, PreviewGroup, PreviewQuestion } from '../../../shared/model/import.ts'
import { format, t } from '../../i18n.ts'

export interface Choice {
  value: string
  title: string
  /** What the sample would be read as, and what would not fit. */
  gives: string
}

export interface AskedQuestion {
  text: string
  choices: Choice[]
}

/** “Is 03/04/2024 the 3rd of April or the 4th of March?”, with what each choice gives. */
export function ask(question: PreviewQuestion): AskedQuestion {
  if (question.id === 'duration-unit') return askUnit(question)
  return question.id === 'date-order' ? askDate(question) : askDecimal(question)
}

function askDate({ sample, choices }: PreviewQuestion): AskedQuestion {
  const read = choices.map((choice) => ({ choice, ...splitDay(choice.reads) }))
  const days = read.map(({ day }) => day)
  return {
    text: days.every((day) => day !== null) ? t('data.question.date', sample, spoken(days)) : t('data.question.dateOpen', sample),
    choices: read.map(({ choice, day, rest }) => ({
      value: choice.value,
      title: day === null ? choice.reads : format.dateLong(day),
      gives: [t(`data.question.order.${dateOrder(choice.value)}`), rest].filter((part) => part !== '').join('; ')
    }))
  }
}

const dateOrder = (value: string) => (value === 'mdy' || value === 'ymd' ? value : 'dmy')

/** What a choice reads starts with the ISO day; what follows says what would not fit. */
function splitDay(reads: string): { day: string | null; rest: string } {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+)?\s*\(?(.*?)\)?$/.exec(reads)
  return found?.[1] === undefined ? { day: null, rest: '' } : { day: found[1], rest: found[2] ?? '' }
}

/** Days as they are said; with their year only where the readings differ in it. */
function spoken(days: readonly string[]): string[] {
  const years = new Set(days.map((day) => day.slice(0, 4)))
  return days.map((day) => t('data.question.day', Number(day.slice(8)), format.monthName(day), years.size > 1 ? day.slice(0, 4) : null))
}

function askDecimal({ sample, choices }: PreviewQuestion): AskedQuestion {
  return {
    text: t('data.question.decimal', sample),
    choices: choices.map(({ value, reads }) => ({
      value,
      title: t(sample.includes(value) ? 'data.question.decimals' : 'data.question.thousands'),
      gives: t('data.question.readAs', reads)
    }))
  }
}

function askUnit({ sample, choices }: PreviewQuestion): AskedQuestion {
  return {
    text: t('data.question.unit', sample),
    choices: choices.map(({ value, reads }) => ({
      value,
      title: t(`data.question.units.${isUnit(value) ? value : 'hours'}`),
      gives: t('data.question.readAs', reads)
    }))
  }
}

const isUnit = (value: string) => value === 'seconds' || value === 'minutes' || value === 'days'

export interface Certainty {
  level: 'sure' | 'likely' | 'unsure' | 'extra'
  title: string
  why: string | null
}

/** How sure Sextant is of a column, and why. */
export function certainty({ proposed, confidence, because }: PreviewColumn): Certainty {
  if (proposed === null) return { level: 'extra', title: t('data.column.extra'), why: null }
  const level = confidence >= 0.85 ? 'sure' : confidence >= 0.6 ? 'likely' : 'unsure'
  return { level, title: t(`data.column.${level}`), why: because }
}

/** From this confidence on a second kind is worth a word. */
const rivalry = 0.3

/** Why a table is taken for what it is taken for, and what else it might be. */
export function kindReason({ kind, kinds, blockers }: PreviewGroup): string {
  if (kind === null) return t(blockers.some(({ code }) => code === 'import.unrecognised') ? 'data.kind.none' : 'data.kind.lacks')
  const fit = kinds.find((one) => one.kind === kind)
  if (fit === undefined || fit.confidence === 0) return t('data.kind.byYou')
  const rival = kinds.find((one) => one.kind !== kind && one.confidence >= rivalry)
  const told = t('data.kind.told', fit.told.slice(0, 3))
  return rival === undefined ? told : `${told} ${t('data.kind.rival', t(`fields.kind.${rival.kind}`))}`
}
