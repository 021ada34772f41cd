/** Texts that all charts share. Values are texts, or functions of what they speak about. */
export const charts = {
  drawing: (title: string) => `${title}: save the drawing (SVG)`,
  picture: (title: string) => `${title}: save the picture (PNG)`,
  numbers: (title: string) => `${title}: save the numbers (CSV)`,
  fromTo: (low: string, high: string) => `${low} to ${high}`,
  /** Columns of CSV that hold the two ends of an interval. */
  low: (header: string) => `${header} (from)`,
  high: (header: string) => `${header} (to)`
} as const
