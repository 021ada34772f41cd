/**
 * `npm start`: builds if needed, then opens the desktop app, or the interface in the local browser where that is not
 * possible. `npm start -- --help` tells the options.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { starting } from '../src/shared/messages/en/starting.ts'
import { buildIfNeeded, bundle, goToCaller, root } from './build-if-needed.ts'
import { chooseShell } from './choose-shell.ts'
import { ensureElectron } from './electron-path.ts'
import { runDesktop } from './run-desktop.ts'

const options = { workspace: { type: 'string' }, browser: { type: 'boolean' }, help: { type: 'boolean' } } as const

const { workspace, browser = false, help } = parsedOptions()
if (help) {
  console.log(starting.help)
} else {
  await buildIfNeeded()
  goToCaller()
  const forShell = workspace === undefined ? [] : [`--workspace=${workspace}`]
  const why = await openDesktop(forShell)
  if (why !== null) await openBrowser(why, forShell)
}

/** Null once the desktop app has run, else why it did not. */
async function openDesktop(args: readonly string[]): Promise<string | null> {
  const { platform, env } = process
  const choice = await chooseShell({ platform, env, root: process.getuid?.() === 0, browserAsked: browser, runtime: ensureElectron })
  if (choice.shell === 'browser') return choice.why
  const outcome = await runDesktop(choice.program, [...choice.switches, root, ...args])
  if (!outcome.ran) return outcome.why
  process.exitCode = outcome.code
  return null
}

/** In this process. */
async function openBrowser(why: string, args: readonly string[]): Promise<void> {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args, '--open', `--because=${why}`)
  await import(pathToFileURL(bundle('browser')).href)
}

function parsedOptions() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    // Node's advice after the first sentence is for positional arguments, which there are none of.
    console.error(`${String(error instanceof Error ? error.message : error).split('. ')[0]}. ${starting.seeHelp}`)
    process.exit(2)
  }
}
