/** From AssemblyScript to the module that engines load. A test holds the committed module to what this makes of the sources. */
import path from 'node:path'
import { main } from 'assemblyscript/asc'
import { root } from './build-if-needed.ts'

const folder = path.join('src', 'engines', 'kernels')
export const moduleFile = path.join(root, folder, 'module.ts')

const options = [
  ...['-O3', '--converge', '--noAssert'],
  // No garbage collector, no start code: the kernels work on memory that they are given, and other threads with them.
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory'],
  ...['--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['--enable', 'simd,threads']
]

export async function compileKernels(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined
  const { error, stderr } = await main(
    [path.posix.join('src', 'engines', 'kernels', 'assembly', 'index.ts'), '--baseDir', root, '--outFile', 'kernels.wasm', ...options],
    {
      writeFile(_name, contents) {
        binary = contents as Uint8Array
      }
    }
  )
  if (error !== null || binary === undefined) throw new Error(`The kernels did not compile.\n${stderr.toString()}`)
  return binary
}

export function moduleText(binary: Uint8Array): string {
  return `// Made by \`npm run kernels\` from assembly/. Do not edit.

/** The compiled kernels, base64. */
export const WASM =
  '${Buffer.from(binary).toString('base64')}'
`
}
