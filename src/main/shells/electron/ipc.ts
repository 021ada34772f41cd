/** The shell's end of the bridge: calls and files come in, answers and events go out, always in a form that keeps its fields. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import * as z from 'zod'
import { channels } from '../../../shared/bridge.ts'
import { SextantError, toWire, type Wire } from '../../../shared/errors.ts'
import type { App } from '../../core/app.ts'
import type { StagedFiles } from './files.ts'
import { isPage } from './sender.ts'

/** More than a clipboard holds. */
const mostBytes = 64 * 1024 * 1024
const Staging = z.object({
  path: z.string(),
  name: z.string().max(4_096),
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= mostBytes)
    .nullable()
    .default(null)
})

export interface BridgeParts {
  core: Pick<App, 'call' | 'subscribe'>
  files: Pick<StagedFiles, 'stage'>
  /** Asks for a workspace file and opens it; what goes wrong it says itself. */
  chooseWorkspace: () => Promise<void>
  /** Asks for a folder; null when none was chosen. */
  chooseFolder: () => Promise<string | null>
  /** The window that may speak; null while there is none. */
  window: () => BrowserWindow | null
}

/** To be called once. */
export function answerPage({ core, files, chooseWorkspace, chooseFolder, window }: BridgeParts): void {
  handle(channels.call, async (method, request) => {
    if (typeof method !== 'string') throw new SextantError('request.unknownMethod', { method: String(method) })
    return core.call(method, request)
  })

  handle(channels.stage, async (request) => {
    const parsed = Staging.safeParse(request)
    if (!parsed.success) throw new SextantError('request.invalid', { method: channels.stage, reason: 'a path and a name are needed' })
    return { ok: true, value: await files.stage(parsed.data.path, parsed.data.name, parsed.data.bytes) }
  })

  handle(channels.chooseWorkspace, async () => {
    await chooseWorkspace()
    return { ok: true, value: null }
  })

  handle(channels.chooseFolder, async () => ({ ok: true, value: await chooseFolder() }))

  core.subscribe((name, payload) => {
    const contents = window()?.webContents
    if (contents !== undefined && !contents.isDestroyed()) contents.send(channels.event, name, payload)
  })

  /** Who asks is looked at each time: a page may have been replaced since it was last heard. */
  function handle(channel: string, answer: (...request: unknown[]) => Promise<Wire<unknown>>): void {
    ipcMain.handle(channel, async (event, ...request: unknown[]): Promise<Wire<unknown>> => {
      try {
        if (!isTrusted(event)) throw new SextantError('request.untrusted')
        return await answer(...request)
      } catch (error) {
        return { ok: false, error: toWire(error) }
      }
    })
  }

  function isTrusted({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
    return sender === window()?.webContents && isPage(senderFrame)
  }
}
