/** `node linkage-process.ts FILE COLUMNS LINKAGE`: clusters rows once; prints the most memory (kB) before and after, and the height of the last merge. */
import { readFileSync } from 'node:fs'
import { type Linkage, linkage } from '../../../src/engines/linkage.ts'
import { engineContext } from './measure.ts'

const [file = '', columns = '', how = ''] = process.argv.slice(2)
const bytes = readFileSync(file)
const data = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
const [n, p] = [data.length / Number(columns), Number(columns)]
const highWater = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
const before = highWater()
const { heights } = await linkage(data, n, p, { linkage: how as Linkage, metric: 'euclidean' }, engineContext())
console.log(before, highWater(), heights[n - 2])
