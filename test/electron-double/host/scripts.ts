/** The page's side of the double as text: built once, then given to each page with its parameters. */
import path from 'node:path'
import { build } from 'vite'
import type { Parameters } from '../page/parameters.ts'

const folder = path.resolve(import.meta.dirname, '../page')
const built = new Map<string, Promise<string>>()

export async function mainWorldScript(parameters: Parameters): Promise<string> {
  return `(() => { const electronDouble = ${JSON.stringify(parameters)}; ${await bundle('main-world')} })()`
}

/** `preload` is the app's own script, which finds Node's idea of a module around it. */
export async function preloadWorldScript(parameters: Parameters, preload: string | null): Promise<string> {
  const wrapped = preload === null ? 'null' : `function (require, module, exports, process) {${preload}\n}`
  return `(() => { const electronDouble = ${JSON.stringify(parameters)}, electronDoublePreload = ${wrapped};\n${await bundle('preload-world')} })()`
}

function bundle(name: string): Promise<string> {
  const known = built.get(name)
  if (known !== undefined) return known
  const made = build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      write: false,
      minify: false,
      // As new as the browser that tests run in; nothing else reads it.
      target: 'esnext',
      lib: { entry: path.join(folder, `${name}.ts`), formats: ['iife'], name: 'electronDoubleWorld' }
    }
  }).then((result) => {
    const [output] = [result].flat()
    if (output === undefined || !('output' in output)) throw new Error(`${name} was not built.`)
    return output.output[0].code
  })
  built.set(name, made)
  return made
}
