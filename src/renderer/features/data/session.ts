/**
 * One import, from the drop to its result, as a state machine without effects:
 *
 *     none → staging → reading → open ⇄ (reading again) → importing → done
 *                   any of them, stopped or failed → stopped
 */

import type { ImportResult, PartialMapping, Preview } from '../../../shared/model/import.ts'
import type { WatchRequest } from '../../../shared/model/watch.ts'
import type { DroppedFile, StagedFile } from '../../api.ts'
import { keepAnswered } from './mapping.ts'

interface Dropped {
  label: string
  /** Kept, so that a stopped import can be started anew without dropping again. */
  dropped: readonly DroppedFile[]
  /** The files lie in this folder, which is watched from their import on; null for files that were dropped. */
  watch: WatchRequest | null
  /** What the user chose, by group. */
  mappings: Readonly<Record<string, PartialMapping>>
  /** The open workspace was made for these files: it goes again unless their import is confirmed. */
  made: boolean
}

export type Session =
  | { step: 'none' }
  | ({ step: 'staging'; done: number } & Dropped)
  | ({ step: 'reading'; files: readonly StagedFile[] } & Dropped)
  | ({ step: 'open'; files: readonly StagedFile[]; preview: Preview; rereading: boolean; error: unknown } & Dropped)
  | ({ step: 'importing'; files: readonly StagedFile[]; preview: Preview } & Dropped)
  | ({ step: 'done'; result: ImportResult } & Dropped)
  | ({ step: 'stopped'; error: unknown } & Dropped)

export type SessionEvent =
  | ({ type: 'dropped' } & Dropped)
  | { type: 'stagedSome'; done: number }
  | { type: 'staged'; files: readonly StagedFile[] }
  | { type: 'understood'; preview: Preview }
  | { type: 'changed'; mappings: Readonly<Record<string, PartialMapping>> }
  | { type: 'leftOut'; files: readonly StagedFile[] }
  | { type: 'started' }
  | { type: 'stored'; result: ImportResult }
  | { type: 'failed'; error: unknown }
  | { type: 'closed' }

export const noSession: Session = { step: 'none' }

/** The state after an event; an event that does not fit the state (an answer that came too late) changes nothing. */
export function advance(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'closed':
      return noSession
    case 'dropped':
      return {
        step: 'staging',
        label: event.label,
        dropped: event.dropped,
        watch: event.watch,
        mappings: event.mappings,
        made: event.made,
        done: 0
      }
    case 'stagedSome':
      return session.step === 'staging' ? { ...session, done: event.done } : session
    case 'staged':
      return session.step === 'staging' ? { step: 'reading', ...kept(session), files: event.files } : session
    case 'understood':
      if (session.step !== 'reading' && session.step !== 'open') return session
      return {
        step: 'open',
        ...kept(session),
        files: session.files,
        preview: session.step === 'open' ? keepAnswered(session.preview, event.preview) : event.preview,
        rereading: false,
        error: null
      }
    case 'changed':
      return session.step === 'open' ? { ...session, mappings: event.mappings, rereading: true, error: null } : session
    case 'leftOut':
      return session.step === 'open'
        ? { ...session, files: event.files, dropped: stillIn(session, event.files), rereading: true, error: null }
        : session
    case 'started':
      return session.step === 'open'
        ? { step: 'importing', ...kept(session), made: false, files: session.files, preview: session.preview }
        : session
    case 'stored':
      return session.step === 'importing' ? { step: 'done', ...kept(session), result: event.result } : session
    case 'failed':
      if (session.step === 'none' || session.step === 'done' || session.step === 'stopped') return session
      // While the former understanding is on screen, a failed change leaves it there.
      if (session.step === 'open') return { ...session, rereading: false, error: event.error }
      return { step: 'stopped', ...kept(session), error: event.error }
  }
}

/** Whether another drop has to wait. */
export function isBusy(session: Session): boolean {
  return session.step === 'staging' || session.step === 'importing'
}

/** Whether something is being reviewed that another drop would take the place of. */
export function isReview(session: Session): session is Extract<Session, { step: 'reading' | 'open' }> {
  return session.step === 'reading' || session.step === 'open'
}

/** Whether the open workspace is there for files whose import was not confirmed. */
export function isMadeInVain(session: Session): boolean {
  return session.step !== 'none' && session.made
}

/** What was dropped without what was left out: it is not to come back when others join or all is started anew. */
function stillIn({ dropped }: Dropped, files: readonly StagedFile[]): readonly DroppedFile[] {
  const names = new Set(files.map(({ name }) => name))
  return dropped.filter(({ name }) => names.has(name))
}

function kept({ label, dropped, watch, mappings, made }: Dropped): Dropped {
  return { label, dropped, watch, mappings, made }
}
