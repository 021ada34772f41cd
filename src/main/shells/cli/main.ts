/** Entry of the command line: finds the command, runs it, prints its outcome. Exit codes: 0 done, 1 failed, 2 wrong usage. */
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import packageJson from '../../../../package.json' with { type: 'json' }
import { SextantError, toWire } from '../../../shared/errors.ts'
import { cli } from '../../../shared/messages/en/cli.ts'
import { cacheFolder } from '../../core/data-folder.ts'
import { parseArguments } from './arguments.ts'
import { commands, findCommand } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'

async function main(words: readonly string[]): Promise<number> {
  const asJson = words.includes('--json')
  try {
    const { text, failed } = await answer(words, asJson)
    print(text)
    return failed ? 1 : 0
  } catch (error) {
    const wire = toWire(error, 'terminal')
    process.stderr.write(`${wire.message} ${wire.remedy}\n`)
    if (asJson) print(JSON.stringify({ error: wire }))
    return wire.code === 'cli.usage' ? 2 : 1
  }
}

async function answer(words: readonly string[], asJson: boolean): Promise<{ text: string; failed?: boolean | undefined }> {
  const found = findCommand(words)
  if (words.includes('--help')) return { text: found ? commandHelp(found.name) : generalHelp() }
  if (words[0] === '--version') return { text: packageJson.version }
  const given = words[0]?.startsWith('-') ? undefined : words[0]
  if (!found) throw new SextantError('cli.usage', { reason: given ? cli.errors.unknownCommand(given) : cli.errors.noCommand })
  const command = commands[found.name]
  const args = parseArguments(found.rest, command)
  keepCompiled()
  const { run } = await command.load()
  const outcome = await run(args)
  return { text: asJson ? JSON.stringify(outcome.json) : outcome.text(), failed: outcome.failed }
}

/** What this run compiles, the next need not: a tenth of a second. Where it cannot be kept, it is compiled anew. */
function keepCompiled(): void {
  enableCompileCache(path.join(cacheFolder(), 'compiled'))
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

// `sextant … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

// Not process.exit: a long answer may still be on its way into a pipe.
process.exitCode = await main(process.argv.slice(2))
