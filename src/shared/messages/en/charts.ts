/** Texts that all charts share. Values are texts, or functions of what they speak about. */
export const charts = {
  picture: (title: string) => `${title}: save the picture (PNG)`,
  numbers: (title: string) => `${title}: save the numbers (CSV)`
} as const
