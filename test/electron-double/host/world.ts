/**
 * The world of a page's preload script, reached by the devtools protocol: messages go in and come out by names that the page does
 * not see, and a script that asks is answered while it stands still.
 */
import { randomUUID } from 'node:crypto'
import type { CDPSession } from 'playwright-core'
import type { FromPage, Question, ToPage } from '../page/parameters.ts'
import { mainWorldScript, preloadWorldScript } from './scripts.ts'

export interface World {
  /** To the preload script of the page that is shown, if there is one yet. */
  post(message: ToPage, context?: number): void
}

export interface WorldHandlers {
  onMessage(message: FromPage, reply: (message: ToPage) => void): void
  /** What the script that asks is answered. */
  onQuestion(question: Exclude<Question, { kind: 'file' }>): Promise<unknown>
}

const about = { platform: process.platform, versions: { electron: '0', chrome: '0', node: process.versions.node } }

/** Prepares every document that the page will show from now on. */
export async function createWorld(session: CDPSession, preload: string | null, handlers: WorldHandlers): Promise<World> {
  const secret = `double${randomUUID().replaceAll('-', '')}`
  const parameters = { secret, ...about }
  let current: number | null = null

  const post = (message: ToPage, context = current) => {
    if (context === null) return
    const text = JSON.stringify(message)
    // A page that went away meanwhile hears nothing, as in Electron.
    const call = { functionDeclaration: `function (text) { globalThis['${secret}Receive']?.(text) }`, executionContextId: context }
    session.send('Runtime.callFunctionOn', { ...call, arguments: [{ value: text }] }).catch(() => {})
  }

  const frames = new Set<string>()
  session.on('Page.frameAttached', ({ frameId }) => frames.add(frameId))
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { frameId?: string }
    if (context.name === secret && frameId !== undefined && !frames.has(frameId)) current = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === current) current = null
  })
  session.on('Runtime.executionContextsCleared', () => {
    current = null
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === `${secret}Post`) handlers.onMessage(JSON.parse(payload) as FromPage, (message) => post(message, executionContextId))
  })
  session.on('Debugger.paused', ({ callFrames: [frame] }) => {
    answer(session, frame?.callFrameId ?? '', secret, handlers).catch(() => {})
  })

  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Debugger.enable'),
    session.send('DOM.enable')
  ])
  await session.send('Runtime.addBinding', { name: `${secret}Post`, executionContextName: secret })
  // In this order: the page's own world is there when the preload script exposes something to it.
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: await mainWorldScript(parameters) })
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: await preloadWorldScript(parameters, preload), worldName: secret })
  return { post }
}

/** Whatever happens, the page goes on. */
async function answer(session: CDPSession, callFrameId: string, secret: string, { onQuestion }: WorldHandlers): Promise<void> {
  try {
    const inFrame = (expression: string, returnByValue = true) =>
      session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression, returnByValue })
    const { result } = await inFrame('({ ...electronDoubleQuestion, file: null })')
    const question = result.value as (Question & { secret: string }) | undefined
    // A statement of the page's own.
    if (question?.secret !== secret) return
    const value = question.kind === 'file' ? await pathOf(inFrame, session) : await onQuestion(question)
    await inFrame(`electronDoubleAnswer = ${JSON.stringify(value)}`)
  } finally {
    await session.send('Debugger.resume')
  }
}

/** Chromium knows where a file came from, and tells it to debuggers alone. Empty for one that was made by a script. */
async function pathOf(
  inFrame: (expression: string, byValue: boolean) => Promise<{ result: { objectId?: string } }>,
  session: CDPSession
): Promise<string> {
  const { result } = await inFrame('electronDoubleQuestion.file', false)
  if (result.objectId === undefined) return ''
  return (await session.send('DOM.getFileInfo', { objectId: result.objectId })).path
}
