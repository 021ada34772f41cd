/** What is behind everything, in both themes. A window shows it before its page has painted. */
export const ground = { light: '#FAF9F6', dark: '#10161D' } as const
