import { builtInFormat, customFormat, type DateFormat } from './number-format.ts'
import type { XmlHandler, XmlTag } from './xml.ts'

/** Collects, for each cell style, whether it shows numbers as dates. */
export class StyleTable implements XmlHandler {
  readonly wantsText = false
  /** By the style index that cells carry. */
  readonly formats: DateFormat[] = []
  private readonly custom = new Map<number, DateFormat>()
  private inCellStyles = false

  open(name: string, tag: XmlTag): void {
    if (name === 'numFmt') {
      this.custom.set(Number(tag.attribute('numFmtId')), customFormat(tag.attribute('formatCode') ?? ''))
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
