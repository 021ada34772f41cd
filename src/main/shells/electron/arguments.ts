import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** A workspace that somebody asked for from outside the window. */
export interface Wanted {
  /** Absolute. */
  path: string
  /** Whether it is made if it is missing: only when its name was typed. */
  create: boolean
}

const extension = '.sextant'

/**
 * What a command line asks for: `--workspace FILE`, else the last `.sextant` file on it, which is how a file manager names the
 * one that was double-clicked: by its path or, on Linux, by its `file:` address. Chromium's switches, and the app's own path when
 * it is not packaged, are passed over.
 */
export function wantedFrom(args: readonly string[], cwd: string): Wanted | null {
  const named = valueAfter('--workspace', args)
  if (named !== undefined) return { path: path.resolve(cwd, named), create: true }
  const file = args
    .filter((arg) => !arg.startsWith('-'))
    .map(pathOf)
    .findLast(isWorkspaceFile)
  return file === undefined ? null : { path: path.resolve(cwd, file), create: false }
}

export function isWorkspaceFile(file: string): boolean {
  return path.extname(file).toLowerCase() === extension
}

/** Its `Exec` line asks a Linux desktop for addresses (`%U`). One that names no file of this computer is left as it is, and not found. */
function pathOf(arg: string): string {
  if (!/^file:/i.test(arg)) return arg
  try {
    return fileURLToPath(arg)
  } catch {
    return arg
  }
}

function valueAfter(option: string, args: readonly string[]): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${option}=`))
  const value = joined?.slice(option.length + 1) ?? args[args.indexOf(option) + 1]
  if (joined === undefined && !args.includes(option)) return undefined
  return value === undefined || value === '' || value.startsWith('--') ? undefined : value
}
