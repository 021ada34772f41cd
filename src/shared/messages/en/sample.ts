/** Texts of the sample shop. */
export const sampleShop = {
  /** What its workspace and its import are called. */
  name: 'Sample shop',
  title: 'No files at hand?',
  text: 'Kettle & Crane sells coffee, tea and what one needs for them: two years of invented orders, ready to look at in a few seconds.',
  open: 'Open the sample shop',
  another: 'New sample shop',
  making: 'The sample shop is being made',
  starting: 'One moment…'
} as const
