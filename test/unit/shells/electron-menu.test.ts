import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../src/main/shells/electron/menu-template.ts'
import type { MenuCommand } from '../../../src/shared/bridge.ts'

type Item = MenuItemConstructorOptions
const recents = [
  { path: '/shops/R&D.sextant', name: 'R&D' },
  { path: '/shops/Kitchen.sextant', name: 'Kitchen' }
]

function menuOn(platform: NodeJS.Platform, { developing = false, known = recents } = {}) {
  const done: string[] = []
  const items = menuTemplate(
    { platform, developing, recents: known },
    {
      command: (command: MenuCommand) => done.push(command),
      chooseWorkspace: () => done.push('choose'),
      openWorkspace: (path) => done.push(path)
    }
  )
  return { items, all: items.flatMap(within), done }
}

const submenuOf = (item: Item): Item[] => (Array.isArray(item.submenu) ? item.submenu : [])
const within = (item: Item): Item[] => [item, ...submenuOf(item).flatMap(within)]
const click = (item: Item | undefined) => (item?.click as (() => void) | undefined)?.()
const systems = ['darwin', 'win32', 'linux'] as const

describe('menu', () => {
  it.each(systems)('on %s: every item says what it is and does something', (platform) => {
    const { items, all } = menuOn(platform)
    for (const item of all) {
      if (item.type === 'separator') continue
      expect(item.label).toBeTruthy()
      expect(item.role !== undefined || item.click !== undefined || item.submenu !== undefined || item.enabled === false).toBe(true)
    }
    expect(items.map(({ label }) => label)).toEqual(
      platform === 'darwin' ? ['Sextant', 'File', 'Edit', 'View', 'Window', 'Help'] : ['File', 'Edit', 'View', 'Help']
    )
  })

  it.each(systems)('on %s: no two items have one key', (platform) => {
    const keys = menuOn(platform, { developing: true }).all.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each(systems)('on %s: there is one way to quit and one to learn what this is', (platform) => {
    const roles = menuOn(platform).all.map(({ role }) => role)
    for (const role of ['quit', 'about'] as const) expect(roles.filter((other) => other === role)).toHaveLength(1)
  })

  it('asks the page for what it has a dialog for', () => {
    const { all, done } = menuOn('linux')
    for (const id of ['new-workspace', 'import-files', 'import-folder', 'keys']) click(all.find((item) => item.id === id))
    expect(done).toEqual(['new-workspace', 'import-files', 'import-folder', 'keys'])
  })

  it('opens workspaces: one that is chosen, or a recent one', () => {
    const { all, done } = menuOn('linux')
    click(all.find((item) => item.id === 'open-workspace'))
    const list = submenuOf(all.find((item) => item.id === 'open-recent') ?? {})
    expect(list.map(({ label }) => label)).toEqual(['R&&D', 'Kitchen'])
    for (const item of list) click(item)
    expect(done).toEqual(['choose', '/shops/R&D.sextant', '/shops/Kitchen.sextant'])
  })

  it('says so when there is no recent workspace', () => {
    const { all } = menuOn('linux', { known: [] })
    expect(submenuOf(all.find((item) => item.id === 'open-recent') ?? {})).toEqual([{ label: 'No Recent Workspaces', enabled: false }])
  })

  it('has the developer tools only for whoever works on Sextant', () => {
    const has = (developing: boolean) =>
      menuOn('linux', { developing }).all.some(({ role }) => role === 'toggleDevTools' || role === 'reload')
    expect([has(true), has(false)]).toEqual([true, false])
  })
})
