/**
 * The colours, sizes and marks of the interface, in one place. Components read them as CSS variables (`--sx-ground`),
 * charts as the plain objects. Text has a contrast of at least 4.5 on its ground, marks of at least 3
 * (test/unit/renderer/frame-tokens.test.ts measures it).
 */

import { ground } from '../../shared/ground.ts'

export type Scheme = 'light' | 'dark'

/** Names of the category slots, in slot order. Colour and shape always come together. */
export const slotNames = ['blue', 'vermilion', 'green', 'pink', 'sky', 'orange', 'violet', 'grey'] as const
export type SlotName = (typeof slotNames)[number]

export interface SlotMark {
  name: SlotName
  color: string
  /** SVG path in a 12 × 12 box. ECharts takes it as `path://…`. */
  path: string
}

interface Colors {
  ground: string
  surface: string
  /** A row under the pointer, a quiet button. */
  hover: string
  /** The selected row, a pressed switch. */
  selected: string
  line: string
  /** Outlines of controls: visible without shouting. */
  control: string
  ink: string
  muted: string
  primary: string
  /** Text on primary. */
  onPrimary: string
  /** The one highlight. */
  brass: string
  good: string
  caution: string
  bad: string
}

export interface Tokens extends Colors {
  scheme: Scheme
  slots: readonly SlotMark[]
  /** Low to high. */
  sequential: readonly string[]
  /** Below typical – typical – above typical. */
  diverging: readonly string[]
}

/** Type sizes in pixels. */
export const typeSizes = { caption: 12, table: 13, text: 14, section: 16, finding: 20, figure: 28 } as const

export const fontFamily = "'Inter Variable', Inter, system-ui, sans-serif"

const shapes: Record<SlotName, string> = {
  blue: 'M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z',
  vermilion: 'M6 0.8L11.6 10.6H0.4z',
  green: 'M1.5 1.5h9v9h-9z',
  pink: 'M6 0L12 6L6 12L0 6z',
  sky: 'M6 11.2L0.4 1.4H11.6z',
  orange: 'M4 0.5h4V4h3.5v4H8v3.5H4V8H0.5V4H4z',
  violet: 'M6 0L7.6 4.1L12 4.4L8.6 7.2L9.7 11.5L6 9.1L2.3 11.5L3.4 7.2L0 4.4L4.4 4.1z',
  grey: 'M2.6 0.6L6 4L9.4 0.6L11.4 2.6L8 6L11.4 9.4L9.4 11.4L6 8L2.6 11.4L0.6 9.4L4 6L0.6 2.6z'
}

/** A hole in each shape, drawn against its direction so that it stays open whichever rule fills the path. */
const holes: Record<SlotName, string> = {
  blue: 'M6 3.4a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 1 1 0-5.2z',
  vermilion: 'M6 5.2a1.9 1.9 0 1 0 0 3.8a1.9 1.9 0 1 0 0-3.8z',
  green: 'M6 3.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8z',
  pink: 'M6 3.7a2.3 2.3 0 1 0 0 4.6a2.3 2.3 0 1 0 0-4.6z',
  sky: 'M6 3a1.9 1.9 0 1 0 0 3.8a1.9 1.9 0 1 0 0-3.8z',
  orange: 'M6 4.1a1.9 1.9 0 1 0 0 3.8a1.9 1.9 0 1 0 0-3.8z',
  violet: 'M6 4.3a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6z',
  grey: 'M6 4.4a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 1 0 0-3.2z'
}

const slotColors: Record<Scheme, Record<SlotName, string>> = {
  light: {
    blue: '#1C62B8',
    vermilion: '#BE2D04',
    green: '#0E9F77',
    pink: '#B4528F',
    sky: '#2F97D6',
    orange: '#BB7A0C',
    violet: '#54239A',
    grey: '#52575E'
  },
  dark: {
    blue: '#3FA2F7',
    vermilion: '#DF6A2A',
    green: '#6CDA99',
    pink: '#D4609E',
    sky: '#93DDFF',
    orange: '#E6B43A',
    violet: '#8F76EC',
    grey: '#A0A6AD'
  }
}

const marks = (scheme: Scheme): SlotMark[] => slotNames.map((name) => ({ name, color: slotColors[scheme][name], path: shapes[name] }))

const light: Tokens = {
  scheme: 'light',
  ground: ground.light,
  surface: '#FFFFFF',
  hover: '#F5F3EF',
  selected: '#E7F0F4',
  line: '#E4E1DA',
  control: '#C9C4B9',
  ink: '#1B2430',
  muted: '#5B6572',
  primary: '#0B4F6C',
  onPrimary: '#FFFFFF',
  brass: '#8A5A0B',
  good: '#1E7F4F',
  caution: '#8F5F00',
  bad: '#B3261E',
  slots: marks('light'),
  sequential: ['#E6EFF3', '#BCD5E0', '#8AB5C8', '#528FA8', '#22698A', '#0B4F6C'],
  diverging: ['#1C62B8', '#7FA5D6', '#C9D8EA', '#F1EFEA', '#EBD3A6', '#D5A24A', '#BB7A0C']
}

const dark: Tokens = {
  scheme: 'dark',
  ground: ground.dark,
  surface: '#18212B',
  hover: '#1F2A36',
  selected: '#1D3341',
  line: '#2A3542',
  control: '#3D4B5B',
  ink: '#E8ECF1',
  muted: '#9AA7B4',
  primary: '#5BB5D9',
  onPrimary: '#0C1A23',
  brass: '#E0B25B',
  good: '#5CC48D',
  caution: '#E3B341',
  bad: '#FF8A80',
  slots: marks('dark'),
  sequential: ['#1B2C3A', '#1F4257', '#2A5F7B', '#3C80A1', '#5BB5D9', '#A5DAF0'],
  diverging: ['#3FA2F7', '#2E6FA6', '#244560', '#222B35', '#5A4A26', '#A07F2E', '#E6B43A']
}

export const tokens: Record<Scheme, Tokens> = { light, dark }

/** The mark of a slot number. Beyond the eight come the same once more with a hole in them: sixteen that can be told apart. */
export function slotMark(tokens: Tokens, slot: number): SlotMark {
  const { length } = tokens.slots
  const mark = tokens.slots[slot % length]
  if (mark === undefined) throw new RangeError('there are no slots')
  return Math.floor(slot / length) % 2 === 0 ? mark : { ...mark, path: `${mark.path}${holes[mark.name]}` }
}

const colorKeys = [
  'ground',
  'surface',
  'hover',
  'selected',
  'line',
  'control',
  'ink',
  'muted',
  'primary',
  'onPrimary',
  'brass',
  'good',
  'caution',
  'bad'
] as const satisfies readonly (keyof Colors)[]

/** `--sx-ground`, `--sx-on-primary`, `--sx-slot-0` … of one scheme. */
export function cssVariables(tokens: Tokens): Record<`--${string}`, string> {
  const variables: Record<`--${string}`, string> = {}
  for (const key of colorKeys) variables[`--sx-${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`] = tokens[key]
  tokens.slots.forEach((slot, i) => {
    variables[`--sx-slot-${i}`] = slot.color
  })
  return variables
}
