/** `npm run kernels`: compiles the kernels to WebAssembly and writes them, as text, into the module that holds them. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { compileKernels, moduleFile, moduleText } from './compile-kernels.ts'

writeFileSync(moduleFile, moduleText(await compileKernels()))
console.log(path.relative(process.cwd(), moduleFile))
