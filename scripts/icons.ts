/**
 * `node scripts/icons.ts`: makes every icon in `resources/icons` from the drawings in `resources/icons/source`. Run it by
 * hand after changing one and commit what it made: a package is built from the committed files.
 *
 * A browser draws, because it draws SVG best. Up to 32 pixels a simpler drawing is used, whose lines are as wide as pixels.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Icns, IcnsImage } from '@fiahfy/icns'
import { Ico, IcoImage } from '@fiahfy/ico'
import { chromium, type Page } from 'playwright-core'
import { ensureBrowser } from './browser-path.ts'
import { root } from './build-if-needed.ts'

type Drawing = 'icon' | 'document'
/** The share of the width that stays free on each side. */
type Margin = (size: number) => number

const folder = path.join(root, 'resources', 'icons')
const coarseUpTo = 32

const none: Margin = () => 0
/** The Dock's grid keeps a tenth free around a square icon. So few pixels as 16 cannot spare more than one. */
const dock: Margin = (size) => (size <= coarseUpTo ? 1 / 16 : 100 / 1024)

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
const macTypes = { ic04: 16, ic05: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 } as const

/** Runs in the page. As text, since the types of a page are not those of a script. */
const paint = `async ({ source, size, from }) => {
  const image = new Image(size, size)
  image.src = source
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const context = canvas.getContext('2d')
  context.drawImage(image, from, from, size - 2 * from, size - 2 * from)
  return canvas.toDataURL('image/png')
}`

const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: false })
try {
  const page = await browser.newPage()
  mkdirSync(folder, { recursive: true })
  for (const size of linuxSizes) write(`${size}x${size}.png`, await draw(page, 'icon', size, none))
  write('icon.ico', await ico(page, 'icon'))
  write('document.ico', await ico(page, 'document'))
  write('icon.icns', await icns(page, 'icon', dock))
  write('document.icns', await icns(page, 'document', none))
} finally {
  await browser.close()
}

async function ico(page: Page, drawing: Drawing): Promise<Buffer> {
  const file = new Ico()
  for (const size of windowsSizes) file.append(IcoImage.fromPNG(await draw(page, drawing, size, none)))
  return file.data
}

async function icns(page: Page, drawing: Drawing, margin: Margin): Promise<Buffer> {
  const file = new Icns()
  for (const [type, size] of Object.entries(macTypes)) {
    file.append(IcnsImage.fromPNG(await draw(page, drawing, size, margin), type as keyof typeof macTypes))
  }
  return file.data
}

/** A drawing as a PNG with transparent corners. */
async function draw(page: Page, drawing: Drawing, size: number, margin: Margin): Promise<Buffer> {
  const file = path.join(folder, 'source', `${drawing}${size <= coarseUpTo ? '-small' : ''}.svg`)
  const picture = {
    source: `data:image/svg+xml;base64,${readFileSync(file).toString('base64')}`,
    size,
    from: size * margin(size)
  }
  const drawn: unknown = await page.evaluate(`(${paint})(${JSON.stringify(picture)})`)
  return Buffer.from(String(drawn).replace('data:image/png;base64,', ''), 'base64')
}

function write(name: string, data: Buffer): void {
  writeFileSync(path.join(folder, name), data)
  console.log(`resources/icons/${name}  ${data.length} bytes`)
}
