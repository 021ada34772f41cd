/** `Menu` and `MenuItem`: built and validated as in Electron, shown nowhere, clicked by tests. */
import { Refusal, refusing } from './refusing.ts'

type Click = (item: MenuItem, window: unknown, event: object) => void
export interface Template {
  id?: string
  label?: string
  role?: string
  type?: string
  accelerator?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  click?: Click
  submenu?: Template[] | Menu
}

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']
/** In lower case, as Electron compares them. */
const roles = new Set(
  `about close copy cut delete forcereload front help hide hideothers minimize paste pasteandmatchstyle quit redo reload resetzoom selectall
  services recentdocuments clearrecentdocuments showsubstitutions togglesmartquotes togglesmartdashes toggletextreplacement startspeaking
  stopspeaking toggledevtools togglefullscreen undo unhide window zoom zoomin zoomout togglespellchecker appmenu filemenu editmenu viewmenu
  windowmenu sharemenu`.split(/\s+/)
)
const modifiers = /^(Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/i
const keys =
  /^([0-9A-Z]|F([1-9]|1\d|2[0-4])|[)!@#$%^&*(:;"'+=<,_\->.?/~`{}[\]\\|]|Plus|Space|Tab|Capslock|Numlock|Scrolllock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|PrintScreen|num([0-9]|dec|add|sub|mult|div))$/i

export class MenuItem {
  readonly id: string | undefined
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  /** As the system does: flips what is checked, then the app's own handler. Roles need none. */
  readonly click: (event?: object, window?: unknown) => void

  constructor(options: Template) {
    const { id, label, role, type, accelerator, submenu, enabled = true, visible = true, checked = false, click } = options
    if (role !== undefined && !roles.has(role.toLowerCase())) throw new Refusal(`Unknown role of a menu item: ${role}`)
    if (accelerator !== undefined) checkAccelerator(accelerator)
    this.id = id
    this.role = role?.toLowerCase()
    this.label = label ?? role ?? ''
    this.accelerator = accelerator
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu
    this.type = type ?? (this.submenu === undefined ? 'normal' : 'submenu')
    this.enabled = enabled
    this.visible = visible
    this.checked = checked
    if (!types.includes(this.type)) throw new Refusal(`Unknown menu item type: ${this.type}`)
    if (this.type === 'submenu' && this.submenu === undefined) throw new Refusal('Invalid submenu')
    this.click = (event = {}, window = null) => {
      if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked
      if (this.role === undefined) click?.(this, window, event)
    }
  }
}

export class Menu {
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: (Template | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new Refusal('Invalid template for Menu: Menu template must be an array')
    for (const item of template) {
      const valid =
        typeof item === 'object' &&
        item !== null &&
        (Object.hasOwn(item, 'label') || Object.hasOwn(item, 'role') || item.type === 'separator')
      if (!valid) throw new Refusal('Invalid template for MenuItem: must have at least one of label, role or type')
    }
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return refusing('Menu', menu)
  }

  append(item: MenuItem): void {
    this.items.push(refusing('MenuItem', item))
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, refusing('MenuItem', item))
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(): void {
    throw new Refusal('Menu.popup is not part of the double: no menu can be shown.')
  }

  static getApplicationMenu = (): Menu | null => applicationMenu
  static setApplicationMenu = (menu: Menu | null): void => {
    if (menu !== null && !(menu instanceof Menu)) throw new Refusal('Invalid menu')
    applicationMenu = menu
  }
}

let applicationMenu: Menu | null = null

function checkAccelerator(accelerator: string): void {
  const parts = accelerator.endsWith('++') ? [...accelerator.slice(0, -2).split('+'), '+'] : accelerator.split('+')
  const key = parts.pop() ?? ''
  if (!keys.test(key) || !parts.every((part) => modifiers.test(part))) throw new Refusal(`Not an accelerator: ${accelerator}`)
}
