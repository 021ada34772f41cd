import { starting } from '../src/shared/messages/en/starting.ts'
import type { Runtime } from './electron-path.ts'

export interface Situation {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** Whether this is root, on systems that know it. */
  root: boolean
  browserAsked: boolean
  /** Looks for the runtime, and may fetch it: asked last. */
  runtime: () => Promise<Runtime>
}

export type Choice =
  /** `switches` come before the app's path. */
  { shell: 'desktop'; program: string; switches: readonly string[] } | { shell: 'browser'; why: string }

/** Which shell `npm start` opens: the desktop app wherever it can show a window. */
export async function chooseShell({ platform, env, root, browserAsked, runtime }: Situation): Promise<Choice> {
  if (browserAsked) return { shell: 'browser', why: starting.asked }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { shell: 'browser', why: starting.noDisplay }
  const found = await runtime()
  if ('missing' in found) return { shell: 'browser', why: found.missing }
  // Chromium refuses to run as root on Linux unless it is told that it has no sandbox then.
  return { shell: 'desktop', program: found.path, switches: platform === 'linux' && root ? ['--no-sandbox'] : [] }
}
