/** The texts of `--help`, made from the table of commands. */
import { cli } from '../../../shared/messages/en/cli.ts'
import { fieldsOf, sourceKinds } from '../../../shared/model/kinds.ts'
import { type CommandName, commands, type Option } from './commands.ts'

export function generalHelp(): string {
  const rows = commandNames().map((name) => [synopsis(name), cli.commands[name]] as const)
  const own: [string, string][] = [
    ['--help', cli.options.help],
    ['--version', cli.options.version]
  ]
  return [cli.intro, '', cli.usage, '', cli.commandsTitle, columns(rows), '', cli.optionsTitle, columns(own), '', cli.more].join('\n')
}

export function commandHelp(name: CommandName): string {
  const options = Object.entries(commands[name].options)
  const rows = options.map(([option, spec]) => [flag(option, spec), spec.text] as const)
  return [
    `${cli.usage.replace('COMMAND [options]', '')}${[name, commands[name].takes.name, ...options.map(([o, spec]) => bracketed(o, spec))].filter(Boolean).join(' ')}`,
    '',
    cli.commands[name],
    '',
    cli.optionsTitle,
    columns([...rows, ['--help', cli.options.help]]),
    ...(options.some(([option]) => option === 'mapping')
      ? ['', cli.fieldsTitle, columns(sourceKinds.map((kind) => [kind, fieldsOf(kind).join(' ')]))]
      : [])
  ].join('\n')
}

const commandNames = (): CommandName[] => Object.keys(commands) as CommandName[]
const synopsis = (name: CommandName): string => `${name} ${commands[name].takes.name}`.trimEnd()
const flag = (name: string, { value }: Option): string => `--${name}${value ? ` ${value}` : ''}`
const bracketed = (name: string, option: Option): string => (option.required ? flag(name, option) : `[${flag(name, option)}]`)

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  const indent = ' '.repeat(width + 4)
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${wrapped(right, 120 - width - 4).join(`\n${indent}`)}`).join('\n')
}

function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
