import { count, counted } from '../../format.ts'

/** Texts of the frame: rail, top bar, job tray, command palette, first start, and the components that all screens share. */
export const frame = {
  nav: 'Main',
  bar: 'Workspace and view',
  skip: 'Skip to the content',
  lost: 'Sextant does not answer. What was stored is safe; this page goes on by itself once it is running again.',
  damaged: 'The check of this workspace file found damage. Open the newest file from the backups folder beside it.',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',

  screen: {
    home: 'Home',
    data: 'Data',
    customers: 'Customers',
    journey: 'Journey',
    segments: 'Segments',
    support: 'Support',
    upsell: 'Upsell',
    alerts: 'Alerts'
  },
  rail: { narrow: 'Show icons only', widen: 'Show names' },

  workspace: {
    label: 'Workspaces',
    switch: (name: string) => `Workspace: ${name}`,
    changed: (when: string) => `changed ${when}`,
    new: 'New workspace…',
    other: 'Open another workspace file…',
    newTitle: 'New workspace',
    newText: 'A workspace is one file that holds the data of one shop. It stays on this computer.',
    openTitle: 'Open a workspace file',
    openText: 'Paste the place of a .sextant file on this computer.',
    name: 'Name',
    path: 'Place of the file',
    create: 'Create',
    open: 'Open',
    defaultName: 'My shop'
  },

  asOf: {
    label: 'As of',
    why: 'Everything is judged as it stood on this day: who is late, who is new, what the last year was.',
    day: 'Day',
    newest: 'Newest in the data',
    later: (n: number) => `${count(n)} later`,
    laterWhy: (n: number, last: string) =>
      `${counted(n, 'event is', 'events are')} dated after this day, the last on ${last}. ${n === 1 ? 'It counts' : 'They count'} nowhere.`,
    notCome: (newest: string) =>
      `Dates that have not come yet are not taken for today: the newest that has come is ${newest}. If they are mistakes, mend them in the file and import it again.`,
    apply: 'Apply'
  },

  theme: { switch: 'Light or dark', light: 'Light', dark: 'Dark', system: 'As the system' },
  evidence: { switch: 'Evidence', why: 'Show the evidence: the statistics behind what is said (E)' },

  filter: {
    label: 'Narrowed to',
    segment: 'Segment',
    remove: (subject: string, value: string) => `Remove ${subject}: ${value}`
  },

  palette: {
    prompt: 'Search or jump',
    placeholder: 'A screen, an action, a customer',
    screens: 'Screens',
    actions: 'Actions',
    customers: 'Customers',
    customer: (code: string | null, country: string | null, orders: string) =>
      [code, country, `${orders} ${orders === '1' ? 'order' : 'orders'}`].filter((part) => part !== null).join(' · '),
    nothing: 'Nothing by that name'
  },
  command: {
    importFiles: 'Import files…',
    importFolder: 'Import a folder…',
    segments: 'Find segments',
    kpis: 'Show the KPIs',
    support: 'Find who needs what from support',
    upsell: 'Look what to offer',
    belief: 'State what you believe of customers',
    showEvidence: 'Show the evidence',
    hideEvidence: 'Hide the evidence',
    asTables: 'Show charts as tables',
    asCharts: 'Show charts as pictures',
    themeLight: 'Light theme',
    themeDark: 'Dark theme',
    themeSystem: 'Theme of the system'
  },

  keys: {
    title: 'Keyboard',
    palette: 'Search or jump',
    goTo: (screen: string) => `Go to ${screen}`,
    paste: 'Import what you copied',
    undo: 'Undo the newest import on Data, the last merge among Customers',
    search: 'Search in this list',
    move: 'Next or previous row',
    open: 'Open the row',
    select: 'Select the row',
    evidence: 'Show or hide the evidence',
    table: 'Charts as tables, or back',
    clear: 'Clear the selection',
    help: 'This sheet',
    single: 'Single letters act',
    singleWhy: 'Switch this off if you dictate, or if letters are pressed by accident.'
  },

  drop: {
    first: 'Drop to start a workspace',
    where: (workspace: string) => `Drop to import into ${workspace}`,
    what: 'Sextant reads the files and shows what it understood. Nothing is stored until you say so.',
    busy: 'An import is running',
    busyWhat: 'Wait for it to end, or cancel it, then drop these files.'
  },
  /** Files that arrive while others are under review. */
  second: {
    title: 'Other files are still under review',
    text: (files: string) => `Nothing of them is imported yet. Now there is also ${files}.`,
    together: 'Review all of them together',
    sameName: 'Files of the same name take the place of the former ones.',
    instead: 'Review the new files instead',
    keep: 'Keep reviewing the former ones'
  },
  choose: { files: 'Choose files', folder: 'Choose a folder' },
  paste: { name: 'pasted table.tsv' },

  jobs: {
    label: 'Jobs',
    does: (doing: string, label: string) => `${doing}: ${label}`,
    rate: (amount: string) => `${amount}/s`,
    left: (time: string) => `${time} left`,
    failed: (doing: string) => `Stopped: ${doing}`,
    kind: {
      preview: 'Reading',
      import: 'Importing',
      undo: 'Undoing',
      customers: 'Changing customers',
      segments: 'Finding segments',
      journey: 'Reading the journey',
      check: 'Checking the workspace',
      quality: 'Looking through the data',
      verdict: 'Comparing groups with chance',
      features: 'Looking at what customers differ in',
      sample: 'Making the shop',
      undoPlan: 'Looking what undoing would take out',
      kpis: 'Counting the KPIs',
      alerts: 'Looking whom to write to',
      support: 'Finding who needs what',
      upsell: 'Looking what to offer',
      belief: 'Looking what customers really do',
      movement: 'Looking who moved between groups',
      drift: 'Looking whether the groups still fit',
      members: 'Writing down the members'
    }
  },

  welcome: {
    title: 'Drop the spreadsheets of your shop.',
    lead: 'Sextant reads your order files and finds the groups that your customers fall into: who they are, what they are worth, what sets them apart.',
    drop: 'Drop order files here',
    dropText: 'CSV, Excel, OpenDocument or JSON, zipped or not. One file, a folder of hundreds, or a copied table: paste it here.',
    stays: { title: 'Stays on this computer', text: 'Nothing is sent anywhere. It works with the network cable pulled out.' },
    checked: {
      title: 'Every row is checked',
      text: 'You see what was understood before anything is stored. Rows that do not fit are kept with the reason.'
    },
    yours: {
      title: 'Your files are not changed',
      text: 'They are only read. What Sextant stores is one file that you can copy or delete.'
    },
    existing: 'Or open a workspace',
    open: 'Open a workspace file…'
  },

  inspector: { close: 'Close this pane' },
  search: { clear: 'Clear the search' },
  table: {
    show: (title: string) => `${title}: show as a table`,
    hint: 'Chart or table (T: all charts)'
  }
} as const
