import { SextantError } from '../../../../shared/errors.ts'
import { xmlFailure } from '../container/guard.ts'
import { readXml, type XmlHandler, type XmlTag } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'

/** What a workbook consists of. Part names are absolute within the container. */
export interface Workbook {
  sheets: SheetPart[]
  sharedStrings: string | null
  styles: string | null
  /** Day 0 is 1904-01-01 instead of 1899-12-31. */
  is1904: boolean
}

export interface SheetPart {
  name: string
  part: string
  hidden: boolean
}

interface Relation {
  id: string
  /** Last word of its type, which the transitional and the strict form of the format share. */
  type: string
  target: string
}

/**
 * Finds the worksheets of a workbook by following relations from the container's root, as the format demands; names of
 * parts are free.
 *
 * Errors: `file.notATable` (a container that holds no readable workbook), `file.damaged`.
 */
export async function readWorkbook(zip: Zip, file: string, signal: AbortSignal): Promise<Workbook> {
  const part = await workbookPart(zip, file, signal)
  const relations = await relationsOf(zip, file, part, signal)
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const listed = new SheetList()
  await readXml(zip.read(part, signal), listed, xmlFailure(file))
  const sheets = listed.sheets.flatMap(({ name, relation, hidden }) => {
    const found = byId.get(relation)
    return found?.type === 'worksheet' ? [{ name, part: found.target, hidden }] : []
  })
  if (sheets.length === 0) throw new SextantError('file.notATable', { file, reason: 'it is a workbook without a worksheet' })
  const partOf = (type: string): string | null => {
    const target = relations.find((relation) => relation.type === type)?.target
    return target !== undefined && zip.has(target) ? target : null
  }
  return { sheets, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), is1904: listed.is1904 }
}

async function workbookPart(zip: Zip, file: string, signal: AbortSignal): Promise<string> {
  const root = await relationsOf(zip, file, '', signal)
  const named = root.find((relation) => relation.type === 'officeDocument')?.target
  const part = named !== undefined && zip.has(named) ? named : 'xl/workbook.xml'
  if (/\.bin$/i.test(part)) throw new SextantError('file.notATable', { file, reason: 'it is a binary workbook (XLSB)' })
  if (zip.has(part)) return part
  const reason = zip.has('content.xml') ? 'it is an OpenDocument file' : 'it is a ZIP archive without a workbook'
  throw new SextantError('file.notATable', { file, reason })
}

/** The relations of a part ('' for the container's own), with targets made absolute. None if it has none. */
async function relationsOf(zip: Zip, file: string, part: string, signal: AbortSignal): Promise<Relation[]> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
  if (!zip.has(name)) return []
  const list = new RelationList(folder)
  await readXml(zip.read(name, signal), list, xmlFailure(file))
  return list.relations
}

class RelationList implements XmlHandler {
  readonly wantsText = false
  readonly relations: Relation[] = []
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  open(name: string, tag: XmlTag): void {
    if (name !== 'Relationship' || tag.attribute('TargetMode') === 'External') return
    const type = tag.attribute('Type') ?? ''
    const target = tag.attribute('Target') ?? ''
    this.relations.push({
      id: tag.attribute('Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: absolute(this.folder, target)
    })
  }

  close(): void {}
  text(): void {}
}

function absolute(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  const steps: string[] = []
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

class SheetList implements XmlHandler {
  readonly wantsText = false
  readonly sheets: { name: string; relation: string; hidden: boolean }[] = []
  is1904 = false

  open(name: string, tag: XmlTag): void {
    if (name === 'sheet') {
      const state = tag.attribute('state')
      this.sheets.push({
        name: tag.attribute('name') ?? `Sheet ${this.sheets.length + 1}`,
        relation: tag.attribute('id') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden'
      })
    } else if (name === 'workbookPr') {
      const flag = tag.attribute('date1904')
      this.is1904 = flag === '1' || flag === 'true' || flag === 'on'
    }
  }

  close(): void {}
  text(): void {}
}
