/**
 * Single-key shortcuts. One listener for the page; whoever came on screen last hears a key first and keeps it from the
 * others by handling it. Keys typed into a field, and keys pressed while a dialog is open, belong to those.
 */
import { useEffect, useRef } from 'react'

/** By `event.key`, letters in lower case. `afterG`: `G` was pressed just before. Answering false says that the key was not for us. */
export type KeyBindings = Readonly<Record<string, (event: KeyboardEvent, afterG: boolean) => boolean | undefined>>

const stack: { readonly current: KeyBindings }[] = []

/** How long after `G` a letter still means a screen, in milliseconds. */
const patienceMs = 1500
let pressedG = Number.NEGATIVE_INFINITY
const storageKey = 'sextant.single-keys'

/** Binds keys for as long as the component is on screen. */
export function useKeys(bindings: KeyBindings): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    if (stack.length === 0) document.addEventListener('keydown', onKeyDown)
    stack.push(latest)
    return () => {
      stack.splice(stack.indexOf(latest), 1)
      if (stack.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Ctrl or Cmd with Z, for what this part of the page can take back; null: nothing. In a field the keys are the field's. */
export function useUndoKey(undo: (() => void) | null): void {
  const latest = useRef(undo)
  useEffect(() => {
    latest.current = undo
  })
  useEffect(() => {
    const onUndo = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z'
      if (!isUndo || event.defaultPrevented || latest.current === null || !isForUs(event.target)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onUndo)
    return () => document.removeEventListener('keydown', onUndo)
  }, [])
}

/** Whether single letters act. Some people dictate or press keys by accident; they can switch them off. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off'
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, 'off')
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (!isForUs(event.target)) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.key.length === 1 && event.key !== ' ' && !singleKeysOn()) return
  // After `G` the frame hears first: a screen's own letter must not swallow the way to another screen.
  const afterG = event.timeStamp - pressedG < patienceMs
  pressedG = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
  for (const { current } of afterG ? stack : stack.toReversed()) {
    const handle = Object.hasOwn(current, key) ? current[key] : undefined
    if (handle !== undefined && handle(event, afterG) !== false) {
      event.preventDefault()
      return
    }
  }
}

/** Fields in which letters are text, and lists in which they choose. */
/** Whether what is typed or pasted belongs to the page, and not to a field or to an open dialog. */
export function isForUs(target: EventTarget | null): boolean {
  return !isTyping(target) && document.querySelector('[role="dialog"][aria-modal="true"]') === null
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox],[type=radio]), textarea, select, [role=listbox], [role=menu]') !== null)
  )
}
