/** Mantine in our clothes: its variables take our tokens, its controls our sizes. */
import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Tooltip,
  type VariantColorsResolver
} from '@mantine/core'
import { cssVariables, fontFamily, type Tokens, tokens } from './tokens.ts'

/** Shades around the two primaries; what is drawn in primary takes `--sx-primary`. */
const sea: MantineColorsTuple = [
  '#E6EFF3',
  '#CFE2EA',
  '#A5DAF0',
  '#7CC6E3',
  '#5BB5D9',
  '#3C94B8',
  '#2A7A9B',
  '#1A6483',
  '#0B4F6C',
  '#083B52'
]

/** Mantine's own neutrals, drawn from ours: the light grounds and lines, then the dark ones (lightest first). */
const gray: MantineColorsTuple = [
  '#FAF9F6',
  '#F5F3EF',
  '#E4E1DA',
  '#D6D1C7',
  '#C9C4B9',
  '#A9A397',
  '#7D8792',
  '#5B6572',
  '#3A4450',
  '#1B2430'
]
const dark: MantineColorsTuple = [
  '#E8ECF1',
  '#C6CED7',
  '#9AA7B4',
  '#66788A',
  '#3D4B5B',
  '#2A3542',
  '#1F2A36',
  '#18212B',
  '#131B24',
  '#10161D'
]

/** Buttons by tokens, so that filled ones keep their contrast in both themes. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const main = color === 'bad' ? 'var(--sx-bad)' : 'var(--sx-primary)'
  switch (variant) {
    case 'filled':
      return {
        background: main,
        hover: `color-mix(in srgb, ${main} 88%, var(--sx-ink))`,
        color: 'var(--sx-on-primary)',
        border: '1px solid transparent'
      }
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: 'var(--sx-hover)',
        color: color === 'gray' ? 'var(--sx-muted)' : main,
        border: '1px solid transparent'
      }
    case 'light':
      return { background: 'var(--sx-selected)', hover: 'var(--sx-selected)', color: main, border: '1px solid transparent' }
    default:
      return { background: 'var(--sx-surface)', hover: 'var(--sx-hover)', color: 'var(--sx-ink)', border: '1px solid var(--sx-control)' }
  }
}

const floating = { shadow: 'md', transitionProps: { duration: 120, transition: 'fade' } } as const

export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: 'var(--sx-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.35' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  colors: { sea, gray, dark },
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 4 },
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      vars: (_, { size }) => ({
        root: {
          '--button-height': size === 'compact' ? '26px' : '32px',
          '--button-padding-x': size === 'compact' ? '10px' : '14px',
          '--button-fz': size === 'compact' ? '13px' : '14px'
        }
      }),
      styles: { label: { fontWeight: 500 } }
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '14px', '--input-bd': 'var(--sx-control)' } })
    }),
    InputWrapper: Input.Wrapper.extend({
      styles: {
        label: { fontSize: 13, fontWeight: 500, marginBottom: 4 },
        description: { marginBottom: 6, color: 'var(--sx-muted)', fontSize: 12, lineHeight: 1.45 }
      }
    }),
    // Without the invisible first element that takes the focus: a menu may hold nothing but its items.
    Menu: Menu.extend({
      defaultProps: { ...floating, withinPortal: false, withInitialFocusPlaceholder: false },
      styles: { item: { padding: '6px 10px', fontSize: 14 } }
    }),
    Popover: Popover.extend({ defaultProps: floating }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 120 },
      styles: {
        root: { padding: 2, background: 'var(--sx-hover)' },
        indicator: { border: '1px solid var(--sx-control)', background: 'var(--sx-surface)', boxShadow: 'none' },
        label: { fontWeight: 500 }
      }
    }),
    Modal: Modal.extend({
      defaultProps: { transitionProps: { duration: 120, transition: 'fade' }, overlayProps: { backgroundOpacity: 0.35 } },
      styles: {
        title: { fontSize: 16, fontWeight: 600 },
        header: { background: 'var(--sx-surface)' },
        content: { background: 'var(--sx-surface)' }
      }
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 120 }, color: 'var(--sx-ink)', fz: 12 } })
  }
})

const mantineVariables = (t: Tokens): Record<string, string> => ({
  ...cssVariables(t),
  '--mantine-color-body': t.ground,
  '--mantine-color-text': t.ink,
  '--mantine-color-bright': t.ink,
  '--mantine-color-dimmed': t.muted,
  '--mantine-color-placeholder': t.muted,
  '--mantine-color-anchor': t.primary,
  '--mantine-color-error': t.bad,
  '--mantine-color-default': t.surface,
  '--mantine-color-default-hover': t.hover,
  '--mantine-color-default-color': t.ink,
  '--mantine-color-default-border': t.line,
  '--mantine-color-disabled': t.hover,
  '--mantine-color-disabled-color': t.muted,
  '--mantine-color-disabled-border': t.line,
  '--mantine-primary-color-filled': t.primary,
  '--mantine-primary-color-contrast': t.onPrimary
})

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: mantineVariables(tokens.light),
  dark: mantineVariables(tokens.dark)
})
