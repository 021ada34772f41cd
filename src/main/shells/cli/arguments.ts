/** Parsing and checking of what stands after a command's name. Every complaint is a `cli.usage` error (exit code 2). */
import { parseArgs } from 'node:util'
import { SextantError } from '../../../shared/errors.ts'
import { cli } from '../../../shared/messages/en/cli.ts'
import type { Command } from './commands.ts'

const complaints = cli.errors
const usage = (reason: string): SextantError => new SextantError('cli.usage', { reason })

/** The checked arguments of one call. Options that were not given are undefined. */
export interface Arguments {
  positionals: readonly string[]
  has(option: string): boolean
  text(option: string): string | undefined
  /** A required option; that it is there was checked before. */
  required(option: string): string
  list(option: string): string[] | undefined
  integer(option: string, least: number, most: number): number | undefined
  number(option: string): number | undefined
  oneOf<const T extends string>(option: string, choices: readonly T[]): T | undefined
  date(option: string): string | undefined
}

export function parseArguments(words: readonly string[], command: Command): Arguments {
  const { values, positionals } = parsed(words, command)
  const { takes, options } = command
  if (positionals.length < takes.least) throw usage(complaints.missing(takes.name))
  const extra = positionals[takes.most]
  if (extra !== undefined) throw usage(complaints.tooMany(extra))
  for (const [name, option] of Object.entries(options)) {
    if (option.required && (values[name] ?? '') === '') throw usage(complaints.missing(`--${name}`))
  }

  const text = (option: string): string | undefined => {
    const value = values[option]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals,
    text,
    has: (option) => values[option] === true,
    required: (option) => text(option) ?? '',
    list(option) {
      const names = text(option)
        ?.split(',')
        .map((name) => name.trim())
      return names?.filter((name) => name !== '')
    },
    integer(option, least, most) {
      const given = text(option)
      if (given === undefined) return undefined
      const value = Number(given)
      if (!/^\d+$/.test(given) || value < least || value > most) throw usage(complaints.notANumber(option, given, least, most))
      return value
    },
    number(option) {
      const given = text(option)
      if (given === undefined) return undefined
      const value = Number(given)
      if (given.trim() === '' || !Number.isFinite(value) || value < 0) throw usage(complaints.notPositive(option, given))
      return value
    },
    oneOf(option, choices) {
      const given = text(option)
      if (given === undefined) return undefined
      const choice = choices.find((candidate) => candidate === given)
      if (choice === undefined) throw usage(complaints.notOneOf(option, given, choices))
      return choice
    },
    date(option) {
      const given = text(option)
      if (given !== undefined && !isDate(given)) throw usage(complaints.notADate(option, given))
      return given
    }
  }
}

function parsed(words: readonly string[], command: Command) {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]))
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    // The first sentence says what is wrong; Node's advice after it does not help here.
    throw usage(`${String(error instanceof Error ? error.message : error).split(/\.\s/)[0]}.`)
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
