import type { XmlHandler, XmlTag } from '../container/xml.ts'
import { builtInFormat, type NumberFormat, numberFormat } from './number-format.ts'

/** Collects, for each cell style, what it makes of numbers. */
export class StyleTable implements XmlHandler {
  readonly wantsText = false
  /** By the style index that cells carry. */
  readonly formats: NumberFormat[] = []
  private readonly custom = new Map<number, NumberFormat>()
  private inCellStyles = false

  open(name: string, tag: XmlTag): void {
    if (name === 'numFmt') {
      this.custom.set(Number(tag.attribute('numFmtId')), numberFormat(tag.attribute('formatCode') ?? ''))
    } else if (name === 'cellXfs') {
      this.inCellStyles = true
    } else if (name === 'xf' && this.inCellStyles) {
      const id = Number(tag.attribute('numFmtId') ?? 0)
      this.formats.push(this.custom.get(id) ?? builtInFormat(id))
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCellStyles = false
  }

  text(): void {}
}
