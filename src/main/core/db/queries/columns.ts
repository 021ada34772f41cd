/** Columns of numbers as the bytes of a `run_artifact`: read back without a row being made. */

const types = { Int32Array, Uint32Array, Uint16Array, Uint8Array, Float32Array, Float64Array } as const
type TypeName = keyof typeof types
export type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array | Float64Array

interface Entry {
  name: string
  type: TypeName
  length: number
}

/** Columns begin at multiples of this, as their types ask. */
const align = (bytes: number) => Math.ceil(bytes / 8) * 8

/** Header (its length, then JSON), then the columns one after the other. Numbers are written as this kind of processor has them: little-endian. */
export function packColumns(columns: Readonly<Record<string, Column>>): Buffer {
  const entries: Entry[] = Object.entries(columns).map(([name, column]) => ({
    name,
    type: column.constructor.name as TypeName,
    length: column.length
  }))
  const header = Buffer.from(JSON.stringify(entries))
  const start = align(4 + header.length)
  const total = Object.values(columns).reduce((sum, { byteLength }) => sum + align(byteLength), start)
  const bytes = Buffer.alloc(total)
  bytes.writeUInt32LE(header.length)
  header.copy(bytes, 4)
  let offset = start
  for (const { buffer, byteOffset, byteLength } of Object.values(columns)) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset)
    offset += align(byteLength)
  }
  return bytes
}

/** The columns as they were packed. */
export function unpackColumns<T extends Record<string, Column>>(bytes: Uint8Array): T {
  // One copy, so that the views are aligned wherever the bytes came from.
  const { buffer } = Uint8Array.from(bytes)
  const length = new DataView(buffer).getUint32(0, true)
  const entries: Entry[] = JSON.parse(Buffer.from(buffer, 4, length).toString())
  let offset = align(4 + length)
  const columns: Record<string, Column> = {}
  for (const { name, type, length: n } of entries) {
    const column = new types[type](buffer, offset, n)
    columns[name] = column
    offset += align(column.byteLength)
  }
  return columns as T
}
