/** Texts of the frame: rail, top bar, job tray, command palette, first start, and the components that all screens share. */
export const frame = {
  filter: {
    label: 'Narrowed to',
    remove: (subject: string, value: string) => `Remove ${subject}: ${value}`
  },
  inspector: { close: 'Close this pane' },
  search: { clear: 'Clear the search' },
  table: {
    show: (title: string) => `${title}: show as a table`,
    hint: 'Chart or table (T: all charts)'
  }
} as const
