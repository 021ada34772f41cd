import path from 'node:path'
import { expect, it } from 'vitest'
import { withDatabase } from '../../../src/main/core/db/open.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { planUndo, undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { testFolder } from '../import/support/folder.ts'
import { importSources, quiet, value } from './workspace.ts'

const folder = testFolder()

it('an undo says that it looks before it is asked to take anything out', async () => {
  const file = path.join(folder.path, 'w.sextant')
  openWorkspace(file, { create: true, now: () => 0 }).close()
  const phases = new Set<string>()
  const ctx = { ...quiet, onProgress: ({ phase }: { phase: string }) => void phases.add(phase) }
  await withDatabase(file, 'write', (db) => importSources(db, draft([orderRow()])))
  await planUndo({ workspacePath: file, importId: 1 }, ctx)
  expect([...phases].map((phase) => message(`jobs.phase.${phase}`))).toEqual(['Looking what would go'])
  expect(await withDatabase(file, 'read', (db) => value(db, 'SELECT COUNT(*) FROM import'))).toBe(1)
  phases.clear()
  await withDatabase(file, 'write', (db) => undoIn(db, 1, ctx))
  expect([...phases][0]).toBe('undo.remove')
})
