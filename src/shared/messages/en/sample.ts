/** Texts of the sample shop. */
export const sampleShop = {
  /** What its workspace and its import are called. */
  name: 'Sample shop',
  title: 'No files at hand?',
  text: 'Kettle & Crane sells coffee, tea and what one needs for them: two years of invented orders, ready to look at in half a minute.',
  open: 'Open the sample shop',
  another: 'New sample shop',
  making: 'The sample shop is being made',
  starting: 'One moment…',
  /** Files are dropped while the sample shop is open. */
  own: {
    title: 'Files of your own?',
    text: 'The sample shop is open. Its figures are invented, and yours would be mixed with them.',
    apart: 'Import into a workspace of their own',
    together: 'Add to the sample shop'
  },
  rejected: 'The sample shop has a few rows with mistakes in them, so that you can see what becomes of such rows.'
} as const
