import { rm } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { openBrowser } from '../support/driver.ts'
import { startShell, temporaryFolder } from '../support/shell.ts'
import { provideSextant } from '../support/spec.ts'
import { t, until } from '../support/words.ts'

provideSextant()

it('the link works once, also when clicked on a foreign page; the tab that it opened can be reloaded', async () => {
  const shell = await startShell({ dataFolder: await temporaryFolder() })
  const browser = await openBrowser()
  const [mine, others] = await Promise.all([browser.newContext(), browser.newContext()])
  try {
    const page = await mine.newPage()
    await page.setContent(`<a href="${shell.link}">Sextant</a>`)
    await page.getByRole('link').click()
    await until(page, t('frame.welcome.title'))
    expect(new URL(page.url())).toMatchObject({ pathname: '/', search: '' })
    expect(await page.evaluate('document.cookie')).toBe('')
    await page.reload()
    await until(page, t('frame.welcome.title'))

    const stranger = await others.newPage()
    expect((await stranger.goto(shell.link))?.status()).toBe(403)
    expect((await stranger.goto(new URL('/', shell.link).href))?.status()).toBe(401)
  } finally {
    await Promise.all([mine.close(), others.close()])
    expect(await shell.stop()).toBe(0)
    await rm(shell.dataFolder, { recursive: true })
  }
})
