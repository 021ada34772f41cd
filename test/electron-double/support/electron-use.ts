/** What the desktop shell uses of Electron, read from its sources by the compiler: each member, call and event with its place. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import {
  type Expression,
  isBindingElement,
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isNamedImports,
  isNewExpression,
  isObjectBindingPattern,
  isPropertyAccessExpression,
  isStringLiteral,
  type Node,
  type SourceFile
} from 'typescript/unstable/ast'
import { API, type Checker, type Signature, type Symbol as TypeSymbol } from 'typescript/unstable/sync'

const root = path.resolve(import.meta.dirname, '../../..')
const declarations = 'node_modules/electron/electron.d.ts'

export interface Use {
  /** The class, interface or object, as `electron.d.ts` calls it. */
  owner: string
  member: string
  /** Of a listener. */
  event?: string
  /** Of a call: what was given, and what the declaration takes. */
  given?: number
  least?: number
  most?: number
  /** Whether `electron.d.ts` has it. */
  declared: boolean
  /** `file:line` */
  place: string
}

/** Names that are imported from `electron` as values, and every use of what is declared there. */
export function usesOfElectron(folders: readonly string[]): { imported: Set<string>; uses: Use[] } {
  const api = new API({ cwd: root })
  try {
    const snapshot = api.updateSnapshot({ openProjects: [path.join(root, 'tsconfig.node.json')] })
    const [project] = snapshot.getProjects()
    if (project === undefined) throw new Error('The compiler has no project.')
    const imported = new Set<string>()
    const uses: Use[] = []
    for (const file of folders.flatMap(sources)) {
      const source = project.program.getSourceFile(path.join(root, file))
      if (source === undefined) throw new Error(`${file} is not in the project.`)
      readFile(source, file, project.checker, imported, uses)
    }
    return { imported, uses }
  } finally {
    api.close()
  }
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
}

function readFile(source: SourceFile, file: string, checker: Checker, imported: Set<string>, uses: Use[]): void {
  const placeOf = (node: Node) => `${file}:${source.text.slice(0, node.getStart()).split('\n').length}`

  const visit = (node: Node): void => {
    if (isImportDeclaration(node)) readImport(node, imported)
    else if (isPropertyAccessExpression(node)) add(node.name, checker.getSymbolAtLocation(node.name), node.expression, node)
    else if (isObjectBindingPattern(node)) readPattern(node)
    else if (isNewExpression(node)) {
      const made = checker.getTypeAtLocation(node)?.getSymbol()
      const call = () => readCall(node, node.arguments ?? [])
      if (made !== undefined && isElectrons(made))
        uses.push({ owner: made.name, member: 'constructor', declared: true, place: placeOf(node), ...call() })
    }
    node.forEachChild(visit)
  }

  /** `({ sender }: IpcMainInvokeEvent)` uses it like `event.sender`. */
  function readPattern(pattern: Node): void {
    const type = checker.getTypeAtLocation(pattern)
    pattern.forEachChild((element) => {
      if (!isBindingElement(element) || type === undefined) return
      const name = element.propertyName ?? element.name
      if (name === undefined || !isIdentifier(name)) return
      const symbol = checker.getPropertyOfType(type, name.text)
      if (symbol !== undefined && isElectrons(symbol)) {
        uses.push({ owner: ownerOf(symbol), member: symbol.name, declared: true, place: placeOf(element) })
      }
    })
  }

  function add(name: Node, symbol: TypeSymbol | undefined, object: Expression, access: Node): void {
    if (symbol === undefined) {
      // Nobody knows the member; whether it was meant to be Electron's, its object tells.
      const owner = checker.getTypeAtLocation(object)?.getSymbol()
      if (owner !== undefined && isElectrons(owner)) {
        uses.push({ owner: owner.name, member: name.getText(), declared: false, place: placeOf(access) })
      }
      return
    }
    if (!isElectrons(symbol)) return
    const use: Use = { owner: ownerOf(symbol), member: symbol.name, declared: true, place: placeOf(access) }
    const { parent } = access
    if (parent !== undefined && isCallExpression(parent) && parent.expression === access)
      Object.assign(use, readCall(parent, parent.arguments))
    uses.push(use)
  }

  function readCall(call: Node, args: readonly Expression[]): Partial<Use> {
    const signature = checker.getResolvedSignature(call)
    if (signature === undefined) return { declared: false }
    const [first] = args
    const event = first !== undefined && isStringLiteral(first) ? eventOf(signature, first.text) : undefined
    return { given: args.length, ...arityOf(signature), ...(event === undefined ? {} : { event }) }
  }

  /** An event is what a declaration names; a channel or a switch is any text. */
  function eventOf(signature: Signature, text: string): string | undefined {
    const type = checker.getParameterType(signature, 0)
    return type !== undefined && checker.typeToString(type) === JSON.stringify(text) ? text : undefined
  }

  visit(source)
}

function readImport(node: Parameters<typeof isImportDeclaration>[0], imported: Set<string>): void {
  if (!isImportDeclaration(node) || !isStringLiteral(node.moduleSpecifier) || node.moduleSpecifier.text !== 'electron') return
  const bindings = node.importClause?.namedBindings
  if (bindings === undefined || !isNamedImports(bindings)) return
  for (const element of bindings.elements) if (!element.isTypeOnly) imported.add((element.propertyName ?? element.name).text)
}

const isElectrons = (symbol: TypeSymbol): boolean => symbol.declarations.some(({ path: file }) => file.endsWith(declarations))

const ownerOf = (symbol: TypeSymbol): string => symbol.getParent()?.name ?? ''

function arityOf(signature: Signature): { least: number; most: number } {
  const parameters = signature.getParameters()
  const optional = parameters.filter(({ valueDeclaration }) => {
    const text = valueDeclaration?.resolve()?.getText() ?? ''
    return /^(\.\.\.)|^[^:]*\?/.test(text)
  })
  return { least: parameters.length - optional.length, most: signature.hasRestParameter ? Number.POSITIVE_INFINITY : parameters.length }
}
