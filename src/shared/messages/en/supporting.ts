/**
 * Texts of the support screens. All but `evidence` is read by those who answer customers and keeps to their words; `evidence` is what an
 * analyst opens with *Show the evidence*.
 */
import { count, counted } from '../../format.ts'
import { numberWord } from './numbers.ts'

const kinds = (k: number) => `${numberWord(k)} ${k === 1 ? 'kind' : 'kinds'} of support need`
const whom = (unit: 'customers' | 'tickets', n: number) =>
  unit === 'customers' ? counted(n, 'customer', 'customers') : counted(n, 'ticket', 'tickets')

const cutInto = (d: { k: number; part: boolean }) =>
  `${numberWord(d.k)} ${d.k === 1 ? 'group' : 'groups'} ${d.part ? 'in this part of the tree' : 'at this cut'}.`
const stand = (kept: number) => (kept === 1 ? 'is what the last run kept.' : 'are what the last run kept.')

export const supporting = {
  title: 'Support',
  reading: 'Reading…',
  unreadable: 'Support cannot be shown.',
  unknown: '–',
  units: whom,
  finding: {
    loud: (d: { k: number; name: string; times: string }) => `${kinds(d.k)}; “${d.name}” write ${d.times} as often as the others.`,
    loudTickets: (d: { k: number; name: string; share: string }) => `${kinds(d.k)}; “${d.name}” is ${d.share} of tickets.`,
    largest: (d: { k: number; name: string; share: string }) => `${kinds(d.k)}; “${d.name}” is the largest, ${d.share} of those who wrote.`,
    behaviour: (d: { k: number; name: string; share: string }) =>
      `${numberWord(d.k)} kinds of customers by how orders go; “${d.name}” is the largest, ${d.share} of all.`,
    noBehaviour: (d: { k: number; units: string }) =>
      `No kinds of their own among ${d.units}; they are sorted into ${numberWord(d.k).toLowerCase()} by how orders go.`,
    behaviourGroup: (d: { name: string; units: string; share: string }) => `“${d.name}”: ${d.units}, ${d.share} of all.`,
    none: (d: { k: number; units: string }) =>
      `No kinds of need of their own among ${d.units}; they are sorted into ${numberWord(d.k).toLowerCase()} by what they write about.`,
    cut: (d: { k: number; kept: number; part: boolean }) => `${cutInto(d)} ${kinds(d.kept)} ${stand(d.kept)}`,
    cutBehaviour: (d: { k: number; kept: number; part: boolean }) =>
      `${cutInto(d)} ${numberWord(d.kept)} ${d.kept === 1 ? 'kind' : 'kinds'} of customers ${stand(d.kept)}`,
    cluster: (d: { name: string; units: string; share: string; tickets: string }) =>
      `“${d.name}”: ${d.units}, ${d.share} of all, and ${d.tickets}.`
  },
  stale: (asOf: string) => `The data, the date or how Sextant looks at them has changed since. This is as of ${asOf}.`,
  find: 'Find who needs what',
  runAgain: 'Run again',
  next: {
    action: 'See what to do',
    label: (name: string) => `See what to do for “${name}”`,
    rising: 'See what is rising',
    risingLabel: (name: string) => `See what is rising: “${name}”`
  },
  running: 'Looking who needs what after the purchase. You can go on working meanwhile.',
  notes: (notes: string) => `Good to know: ${notes}.`,
  folded: (n: number) => counted(n, 'note', 'notes'),

  nav: {
    label: 'Views of support',
    groups: 'Who needs what',
    voices: 'What they say',
    answers: 'Who answers best',
    change: 'Before and after'
  },

  empty: {
    noData: 'Nobody’s need is known yet.',
    running: 'Looking who needs what.',
    ready: (tickets: string) => `${tickets}, not yet looked through.`,
    refused: (tickets: string) => `${tickets}, in which no groups could be found.`,
    title: 'Who needs what after the purchase will stand here',
    how: 'Customers are grouped by what they write about, how often, how soon after an order, and how it went. You see what each group needs, who answers it best, and which problem is rising.',
    missing:
      'It is found from support tickets: a file with the number, the customer and the day of each. Its category, product, message, rating, and when and by whom it was answered each show more.',
    action: 'Add a file of tickets',
    example: {
      delivery: { name: 'Delivery, again and again', what: 'Write 4× as often. Write to them before they ask.' },
      returns: { name: 'Returns', what: 'Three weeks after the order. An article answers most.' },
      faults: { name: 'Faults, long', what: 'Take a week to solve. Give them to one who knows.' }
    }
  },
  /** Without tickets: what else customers are grouped by. */
  behaviour: {
    said: 'You have no support tickets: customers are grouped by what they send back, what they say when asked, and whether they come again. Add tickets to see what they need from you.',
    hint: 'You have no support tickets. Until you do, customers can be grouped by what they send back, what they say when asked, and whether they come again.',
    ready: (orders: string) => `No tickets, but ${orders}: enough to see who sends things back, and who comes again.`,
    orders: (n: number) => counted(n, 'order', 'orders'),
    answers: (n: number) => counted(n, 'answer', 'answers'),
    lacks: {
      returns: 'what was sent back',
      rating: 'what customers answer when asked how content they are',
      tone: 'what they write in reviews and comments'
    },
    lacksLine: (what: readonly string[]) => `Your data do not say ${what.join(', nor ')}.`,
    find: 'Find kinds of customers',
    caption: 'Those who are alike hang together. Move the line: further right makes more groups.',
    profileLabel: (name: string) => `“${name}” against all other customers`,
    about: 'Products that they rate',
    share: (answers: number, share: string) => `${counted(answers, 'answer', 'answers')}, ${share}`,
    heard: 'What they say when asked',
    comments: 'Comments',
    running: 'Looking who is like whom. You can go on working meanwhile.'
  },
  /** What tickets do not say, and what would be seen if they did. */
  lacks: {
    category: 'what they are about: groups go by how tickets went alone, and no rising problem is looked for without a product',
    text: 'what was written: nothing to quote, and no tone',
    agent: 'who answered: nobody can be named who answers best',
    resolution: 'when they were solved',
    rating: 'how content customers were',
    product: 'which product they are about',
    line: (what: string) => `Your tickets do not say ${what}.`
  },

  how: {
    open: 'Choose how',
    unit: 'What is grouped',
    unitOf: { customers: 'Customers, by all their tickets', tickets: 'Tickets, one by one' },
    about: 'Also look at',
    aboutHint: 'What is known of customers. Their tickets, returns, and what and how long they buy are looked at anyway.',
    groups: 'How many groups',
    auto: 'Best fit',
    autoHint: 'Tries 2 to 10 and takes as few as part them about as clearly as any.',
    like: 'What counts as alike',
    likeOf: {
      euclidean: 'All differences together (usual)',
      cosine: 'The mix alone, however much of it',
      gower: 'Every difference on its own scale'
    },
    join: 'Groups are joined by',
    joinOf: {
      ward: 'How little they spread (usual)',
      average: 'The mean distance',
      complete: 'The furthest two',
      single: 'The nearest two'
    },
    seed: 'Starting number',
    seedHint: 'The same number on the same data always gives the same groups.'
  },

  tree: {
    title: 'Who is like whom',
    label: (k: number) => `A tree of those who are alike, cut into ${count(k)} groups`,
    caption: 'Those who need the same hang together. Move the line: further right makes more groups.',
    branch: (units: string) => `${units} who are alike`,
    cut: 'Number of groups',
    cutValue: (k: number) => counted(k, 'group', 'groups'),
    whole: 'Back to the whole tree',
    part: (units: string) => `A part of the tree: ${units}`,
    missing: 'This run kept no tree. Run it again to see one.',
    use: (k: number) => `Use ${counted(k, 'group', 'groups')}`,
    proposed: (k: number, why: string) => `${count(k)}: ${why}`,
    proposals: 'Put forward:',
    proposalOf: { silhouette: 'as clear as any, in few', gap: 'the largest step', branches: 'branches that stand apart' },
    columns: { branch: 'Branch', group: 'Group', units: 'How many', joins: 'Joins at' }
  },
  heat: {
    title: 'What they are like',
    label: 'What each branch of the tree is like, beside it',
    caption: 'Orange: more than everybody. Blue: less.',
    value: 'Mean',
    cell: (d: { feature: string; value: string; units: number }) => `${d.feature}: ${d.value} (${count(d.units)} who are alike)`
  },
  feature: {
    perOrder: 'Tickets an order',
    wrote: 'Tickets each',
    delay: 'Days after the order',
    response: 'Time until answered',
    resolution: 'Time until solved',
    reopens: 'Opened again',
    rating: 'Satisfaction',
    tone: 'Tone',
    returns: 'Returns for 100 orders',
    orders: 'Orders',
    gap: 'Days from order to order',
    since: 'Since the last order',
    tenure: 'Since the first order',
    value: (currency: string) => (currency === '' ? 'Value of an order' : `Value of an order, ${currency}`),
    bought: (category: string) => `Buy ${category}`,
    category: (name: string) => name,
    channel: (name: string) => `By ${name}`
  },
  value: {
    tickets: (share: string) => `${share} of tickets`,
    lines: (share: string) => `${share} of what they buy`,
    people: (share: string) => `${share} of them`,
    days: (n: string) => `${n} ${n === '1' ? 'day' : 'days'}`,
    hours: (n: string) => `${n} ${n === '1' ? 'hour' : 'hours'}`
  },

  groups: {
    label: 'Groups at this cut',
    size: (units: string, share: string) => `${units}, ${share}`,
    part: (name: string, n: number) => `${name}, part ${n}`,
    together: (names: readonly string[], more: number) => `${names.join(' + ')}${more > 0 ? ` + ${more} more` : ''}`,
    trait: (d: { feature: string; value: string; others: string }) => `${d.feature}: ${d.value} (others ${d.others})`,
    open: (name: string, units: string) => `Show customers: ${units} in “${name}”`,
    customers: 'Show customers',
    tickets: 'Show tickets',
    closer: 'Look closer',
    closerLabel: (name: string) => `Look closer at “${name}”`,
    todo: 'What to do:',
    preview: 'What to do is told of groups once they are kept.',
    siblings: '“Others” are here the rest of this part of the tree.'
  },
  pane: {
    branch: (units: string) => `A branch of ${units}`,
    tickets: 'Their tickets',
    ticketsOf: (tickets: number, customers: number) =>
      `${counted(tickets, 'ticket', 'tickets')} of ${counted(customers, 'customer', 'customers')}, the newest first.`,
    more: 'Show more',
    nobody: 'Nobody known',
    seeCustomers: (n: number) => `See ${n === 1 ? 'this customer' : `these ${counted(n, 'customer', 'customers')}`}`
  },
  chip: {
    theme: 'Wrote about',
    group: 'Support',
    branch: 'Branch of the tree',
    issue: 'Rising problem',
    next: 'Support',
    nextValue: 'most likely to write soon',
    probableValue: 'more likely than not to write soon'
  },

  rising: {
    title: 'Rising problems',
    none: 'No problem is rising: none comes more often than its own past, its sales and, where a year is known, the season let expect.',
    lacks: 'A rising problem is seen from nine weeks of tickets on that name a category or a product.',
    unseen: {
      undated:
        'Whether a problem is rising cannot be told: your tickets, or most of them, do not say when they were opened. Import them with the day of opening.',
      short: 'Whether a problem is rising cannot be told yet: that takes nine weeks of tickets, and there are fewer up to this date.'
    },
    quiet: (from: string) => `Tickets are few since ${from}: what rises, and what is open now, can only be told up to then.`,
    lookAsOf: (day: string) => `Look as of ${day}`,
    name: (product: string | null, category: string | null) => [product, category].filter((part) => part !== null).join(' · '),
    sentence: (d: { tickets: number; from: string; expected: string; times: string }) =>
      `${counted(d.tickets, 'customer', 'customers')} since ${d.from}, where ${d.expected} were to be expected: ${d.times}.`,
    range: (low: string, high: string) => `Between ${low} and ${high} times as many.`,
    open: (name: string) => `Open “${name}”`,
    action: 'Read the tickets',
    headline: (more: number) => `Rising${more > 0 ? ` (and ${counted(more, 'other', 'others')} below)` : ''}:`,
    week: (day: string, n: string, expected: string) => `Week of ${day}: ${n}, ${expected} expected`,
    chart: (name: string, times: string) => `Customers who wrote about ${name}, by week: ${times} as many as expected lately`,
    caption: 'A bar a week; the line is what was to be expected.',
    firstSeason: (n: number) =>
      `Your tickets hold less than a year before ${n === 1 ? 'this' : 'these'}: it may be a season that comes every year.`,
    columns: { week: 'Week of', customers: 'Customers', expected: 'Expected' }
  },
  soon: {
    title: 'Who may write soon',
    sentence: (d: { named: string; expected: string }) =>
      `Of the ${d.named} most likely to write, about ${d.expected} will within four weeks.`,
    noneProbable: 'For none of them is it more likely than not.',
    probable: (n: number) => `For ${count(n)} of them it is more likely than not.`,
    before: (d: { named: string; expected: string; came: string; times: string }) =>
      `Four weeks ago, ${d.named} were named this way: about ${d.expected} of them were to write, and ${d.came} did, ${d.times} as often as others.`,
    beforeUnknown: (times: string) => `Four weeks ago, those named this way wrote ${times} as often as others.`,
    none: 'Nobody can be named: those who would have been four weeks ago did not write more often than others.',
    message: 'A message that may spare them the trouble:',
    select: 'A message that may spare them the trouble; choose a customer for one that fits:',
    messageTo: (who: string) => `A message to ${who} that may spare the trouble:`,
    copy: 'Copy the message',
    copied: 'Copied',
    open: (n: number) => `See ${n === 1 ? 'this customer' : `these ${count(n)} customers`}`,
    wait: (d: { early: string; median: string; late: string }) =>
      `Half of tickets come ${d.early} to ${d.late} days after the order, typically ${d.median}.`
  },

  detail: {
    back: 'All groups',
    notFound: 'There is no such group any more.',
    todo: 'What to do',
    nothing: 'Nothing stands out that would call for anything in particular.',
    who: (name: string, sooner: string | null) =>
      `Best with: ${name}${sooner === null ? '' : `, who solves tickets as hard ${sooner} sooner than the others`}`,
    complements: 'Offer what goes with what they have',
    complement: (offer: string, product: string, customers: number) =>
      `${offer}, to ${counted(customers, 'customer', 'customers')} with ${product}: it held on later orders.`,
    about: 'What they write about',
    products: 'Products that they name',
    themes: 'In their words',
    answers: 'Who answers it best',
    share: (tickets: number, share: string) => `${counted(tickets, 'ticket', 'tickets')}, ${share}`,
    members: (units: string) => `Show ${units}`
  },
  profile: {
    title: 'What sets them apart',
    label: (name: string) => `“${name}” against all others who wrote`,
    caption: 'The middle line is everybody else; the bar is how sure the difference is.',
    said: (value: string, others: string) => `${value} · others ${others}`,
    sentence: (d: { feature: string; value: string; others: string }) => `${d.feature}: ${d.value}, others ${d.others}`,
    columns: { feature: 'What', value: 'This group', others: 'Others' }
  },
  course: {
    title: 'Over time',
    note: 'The dashed line is everybody else who wrote. What fewer than five tickets, or ten customers, tell is left out.',
    of: {
      tickets: 'Tickets',
      rating: 'Satisfaction',
      resolution: 'Time until solved',
      again: 'Bought again, of who bought in the period before'
    },
    label: (what: string, name: string) => `${what} over time, “${name}” and the others`,
    sentence: (d: { name: string; own: string; others: string }) => `${d.name}: ${d.own}${d.others === '–' ? '' : `, others ${d.others}`}`,
    months: (from: string, until: string) => `${from}–${until}`,
    columns: { period: 'Period', others: 'Others' }
  },
  kept: (d: { given: boolean; unit: 'customers' | 'tickets'; same: number; either: number }) =>
    `${d.given ? 'The name' : 'The verdict'} is kept from an earlier run: ${count(d.same)} of ${counted(d.either, d.unit === 'customers' ? 'customer' : 'ticket', d.unit)}, then or now, are the same.`,
  rename: {
    open: (name: string) => `Rename “${name}”`,
    label: 'Name',
    hint: 'It stays with this group when the groups are found again.',
    proposed: (name: string) => `Proposed: “${name}”`,
    reset: (name: string) => `Use “${name}”`,
    save: 'Rename'
  },
  review: {
    title: 'Does this group make sense to you?',
    why: 'You know your customers. What you say here is kept and shown whenever the groups are found again.',
    of: { sensible: 'Sensible', doubtful: 'Doubtful', wrong: 'Wrong' },
    note: 'Note',
    noteHint: 'What speaks for it or against it',
    save: 'Keep',
    saved: (when: string) => `Said as of ${when}.`,
    clear: 'Take it back',
    badge: (judgement: string) => `You said: ${judgement.toLowerCase()}`
  },
  save: {
    open: 'Save members',
    seen: (k: number) => `Save members of ${k === 1 ? 'this group' : `these ${count(k)} groups`}`,
    csv: 'CSV, for any program',
    file: 'support-groups',
    columns: { customer: 'Customer', ticket: 'Ticket', number: 'Group', name: 'Name' }
  },

  voices: {
    title: 'What they say',
    finding: (n: number, words: string) =>
      `${numberWord(n)} ${n === 1 ? 'theme' : 'themes'} by the words of tickets; the largest: ${words}.`,
    nothing: 'Nothing was written that could be read.',
    none: 'Your tickets hold no text, so there is nothing to quote. Import them with a subject or a message.',
    theme: 'Theme',
    tickets: 'Tickets',
    tone: 'Tone',
    trend: 'Lately',
    quotes: 'In their words',
    read: (tickets: number, words: readonly string[]) => `${count(tickets)}: read the tickets about ${words.join(', ')}`,
    usual: 'as usual',
    unclear: 'no clear change',
    apart: 'Themes part tickets by their words, whoever wrote them; the kinds of need under “Who needs what” go by all that is known.',
    note: 'Themes are words that come together and set texts apart. Lately: tickets of the last thirteen weeks against those before, and in brackets how far chance may be off. The tone is rated in English texts.'
  },
  says: {
    title: 'Who says what',
    note: 'Segments whose customers write about a theme clearly more often than everybody else, also for how much they order.',
    nothing: 'No segment writes about any of this clearly more often than the others.',
    none: 'Find segments, and you see here which of them writes about what.',
    find: 'To the segments',
    group: 'Segment',
    theme: 'Writes about',
    stage: 'Stage',
    customers: 'Customers',
    share: 'Of the segment',
    others: 'Of the others',
    times: 'Times as many',
    open: (customers: string, segment: string) => `${customers} in “${segment}”`
  },
  answers: {
    title: 'Who answers best',
    finding: (n: number) => `For ${counted(n, 'kind of ticket', 'kinds of ticket')}, somebody stands out.`,
    nobody: 'Nobody stands out: among those with twenty tickets or more, no one is faster beyond chance with customers as content.',
    missing: 'Your tickets do not say who answered them, so nobody can be named. Import them with an agent or a team.',
    note: 'Compared are tickets as hard as each other, and few tickets count for little, one’s own and the others’. Nobody is put last, and nobody is judged on fewer than twenty, or beside fewer. The typical time is of all tickets of the kind, hard and easy.',
    hide: 'Hide names',
    hidden: (n: number) => `Person ${n}`,
    category: 'About',
    who: 'Ask first',
    sooner: 'Solved sooner by',
    crude: 'Typical time, others’',
    crudeTime: (own: string, others: string) => `${own} h, ${others} h`,
    harder: 'All their tickets take longer: they get harder ones. “Sooner” is against tickets as hard.',
    tickets: 'Tickets',
    content: 'Satisfaction against others',
    open: 'Open now',
    busy: 'Has far more open tickets than the others',
    meanwhile: (name: string) => `Has far more open tickets than the others: ask ${name} meanwhile`,
    points: (n: string) => `${n} points`,
    noOne: 'Nobody stands out',
    others: (n: number) => counted(n, 'person with enough tickets', 'people with enough tickets')
  },
  change: {
    title: 'Before and after',
    finding: {
      none: 'Say when something changed in support, and see what it did.',
      short: 'There are no tickets on both sides of this day.',
      undated: 'Your tickets do not say when they were opened: what came before a day and what after it cannot be told.',
      nothing: (d: string) => `Nothing changed beyond chance since ${d}.`,
      changed: (n: number, d: string) => `${counted(n, 'figure', 'figures')} changed beyond chance since ${d}.`
    },
    day: 'First day of the change',
    clear: 'Forget the day',
    period: (before: string, after: string, days: string) => `${before} against ${after}: ${days} on both sides.`,
    note: 'In bold: more than chance. The groups were found in the same tickets: who wrote much before may write less by itself.',
    within: (n: string) =>
      `Times and satisfaction count of tickets opened ${n} or more before the end of their side, and solved within that time: of later ones only the quick are known to be solved.`,
    solvedAlone:
      'Your tickets seem to be solved ones alone. The last days are left out, for what came then and takes longer is not among them yet.',
    undated: (n: number) => `${counted(n, 'ticket says', 'tickets say')} no day of opening and ${n === 1 ? 'is' : 'are'} on neither side.`,
    per: {
      orders: 'Tickets are counted for the orders placed in the same period, so that more customers alone change nothing.',
      tickets:
        'Without orders, tickets are counted as they come: with more customers there are more of them. A group’s number is in bold where it changed by itself and beside all other tickets.'
    },
    begins: (d: string) =>
      `Your tickets begin on ${d}, too shortly before: how many came is shown, but whether that is a change cannot be told.`,
    group: 'Group',
    all: 'All tickets',
    measure: {
      rate: {
        orders: 'Tickets for 100 orders',
        tickets: 'Tickets in four weeks'
      },
      response: 'First answer',
      resolution: 'Solved',
      reopens: 'Opened again, of 100',
      rating: 'Satisfaction'
    },
    few: 'Too few to tell',
    fromTo: (before: string, after: string, unit: string) => `${before} → ${after}${unit === '' ? '' : ` ${unit}`}`,
    hours: 'hours',
    days: 'days',
    inHours: (n: number) => counted(n, 'hour', 'hours'),
    points: (n: string) => `${n} points`,
    times: (change: string, low: string, high: string) => `${change} (${low} to ${high})`,
    label: 'Support before and after, by group'
  },
  evidence: {
    title: 'Evidence',
    effect: 'Hedges’ g, 95%',
    k: 'Number of clusters',
    chosenBy: {
      silhouette: (k: number) =>
        `${k}, the fewest down from the highest silhouette (without a small cluster) that stay within a tenth of it`,
      request: (k: number) => `${k}, as asked`
    },
    criteria: 'Silhouette by k (smallest cluster)',
    chance: 'Against tickets dealt by lot',
    chanceValue: (d: { share: string; draws: number; observed: string; high: string; rows: string }) =>
      `${d.share} of ${count(d.draws)} tables look as clear; silhouette ${d.observed}, 95th percentile of chance ${d.high} (${d.rows} rows)`,
    cophenetic: 'Cophenetic correlation',
    agreement: (name: string) => `Agreement with ${name}`,
    agreementValue: (d: { same: string; rows: string; difference: string }) =>
      `adjusted Rand index ${d.same} on ${d.rows} rows, largest difference of heights ${d.difference}`,
    linkages: 'Other linkages',
    linkage: (d: { name: string; same: string; cophenetic: string }) => `${d.name}: ARI ${d.same}, cophenetic ${d.cophenetic}`,
    segments: 'Agreement with the segments',
    segmentsValue: (same: string, customers: string) => `adjusted Rand index ${same} over ${customers}`,
    twoStage: 'Two stages',
    twoStageValue: (d: { leaves: string; same: string; cophenetic: string; rows: string }) =>
      `${d.leaves} micro-clusters; against an exact tree of ${d.rows} rows: ARI ${d.same}, cophenetic ${d.cophenetic}`,
    exact: 'exact',
    stability: 'Stability (Jaccard) and silhouette',
    stabilityOf: (d: { name: string; stability: string; silhouette: string }) => `${d.name}: ${d.stability}, ${d.silhouette}`,
    known: 'Known for tickets',
    linkageUsed: 'Linkage, metric',
    seed: 'Seed',
    run: 'Run',
    runValue: (id: number, version: string) => `${id}, ${version}`,
    fingerprint: 'Fingerprint of the input'
  }
} as const
