import path from 'node:path'
import { expect, it } from 'vitest'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { testFolder } from '../import/support/folder.ts'
import { quiet } from './workspace.ts'

const folder = testFolder()

it('time zones are told of once: that they differ, else that they are there', async () => {
  const workspacePath = path.join(folder.path, 'w.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  const told = async (name: string, second: string) => {
    const rows = `1,7,2024-01-31T23:30:00-08:00,K,1,2.50\n2,8,2024-02-01T07:30:00${second},K,1,2.50\n`
    const file = folder.write(name, `Order,Customer,Order Date,Product,Quantity,Price\n${rows}`)
    const [stored] = await importFiles({ workspacePath, paths: [file], files: [name], label: '', importedAt: 1 }, quiet)
    return stored?.warnings.map(({ code }) => code).filter((code) => /zone/i.test(code))
  }
  expect(await told('differ.csv', 'Z')).toEqual(['import.mixedZones'])
  expect(await told('same.csv', '-08:00')).toEqual(['import.zoneDropped'])
})
