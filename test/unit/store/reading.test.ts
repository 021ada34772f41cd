import path from 'node:path'
import { expect, it } from 'vitest'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { previewFiles } from '../../../src/main/core/tasks/preview.ts'
import { testFolder } from '../import/support/folder.ts'
import { quiet } from './workspace.ts'

const folder = testFolder()

it('a preview knows what the workspace holds: the same bytes, their import, the currency', async () => {
  const workspacePath = path.join(folder.path, 'w.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  const known = folder.write('jan.csv', 'Date,Order,Customer,Amount,Currency\n2024-01-20,X1,ann,12.50,EUR\n')
  const other = folder.write('feb.csv', 'Date,Order,Customer,Amount\n2024-02-20,X2,ann,12.50\n')
  await importFiles({ workspacePath, paths: [known], files: ['jan.csv'], label: 'January', importedAt: 7 }, quiet)
  const look = async (paths: string[]) =>
    (await previewFiles({ paths, files: paths.map((one) => path.basename(one)), workspacePath }, quiet)).groups
  expect((await look([known])).map(({ before }) => before)).toEqual([{ label: 'January', at: 7 }])
  expect((await look([other])).map(({ before, currency }) => [before, currency?.code])).toEqual([[null, 'EUR']])
})
