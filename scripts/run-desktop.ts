import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { desktop } from '../src/shared/messages/en/desktop.ts'
import { starting } from '../src/shared/messages/en/starting.ts'

/** Either the desktop app ran and has ended, or it never came up. */
export type Outcome = { ran: true; code: number } | { ran: false; why: string }

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs the desktop app to its end. Until it says that it is there, what it complains of is kept back: it is the reason why
 * there is another shell then, of which one line is enough.
 */
export async function runDesktop(program: string, args: readonly string[]): Promise<Outcome> {
  // Terminals inside of programs that are made with Electron set this, and with it Electron would be a mere Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], env })
  let up = false
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text)
    if (up || !(text.includes(desktop.ready) || text.includes(desktop.alreadyOpen))) return
    up = true
    process.stderr.write(complaints)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (up) process.stderr.write(text)
    else complaints += text
  })
  // The terminal sends its own to both, and the app has something to bring to an end; any other is for it as well.
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (up) return { ran: true, code: code ?? 1 }
    // It was ended before its window came: nothing else is to be opened then, but what it complained of is all that there is to see.
    if (code === 0) {
      process.stderr.write(complaints)
      return { ran: true, code }
    }
    const last = complaints.trim().split('\n').at(-1)?.trim()
    return { ran: false, why: starting.doesNotStart([signal, last].filter(Boolean).join(': ') || starting.exitCode(code)) }
  } catch (error) {
    return { ran: false, why: starting.doesNotStart(error instanceof Error ? error.message : String(error)) }
  } finally {
    for (const signal of signals) process.off(signal, pass)
  }
}
