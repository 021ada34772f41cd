/** Texts of support clusters: names, the verdict's reason, what to do and why. They are read by shop owners and keep to their words. */
import { about, counted, percent, percentAbout } from '../../format.ts'
import type { SupportPlay, SupportResult, SupportTrait } from '../../model/support.ts'
import { toneOf } from '../../tone.ts'

type Play = Record<SupportPlay, string>

const per = (value: number | null): string => (value === null ? 'not known' : about(value))
/** A ratio: an order can bring more than one. */
const hundred = (value: number | null): string => per(value === null ? null : 100 * value)
const rough = (value: number | null): string => (value === null ? 'not known' : percentAbout(value))
const heard = (value: number | null): string => (value === null ? 'not known' : tone[toneOf(value)])

/** How texts sound. */
const tone = { veryUpset: 'very upset', upset: 'upset', plain: 'neutral', kind: 'kind', veryKind: 'very kind' }

/** A trait in words, with what it is here and elsewhere. */
function trait({ feature, of, value, others }: SupportTrait): string {
  switch (feature) {
    case 'perOrder':
      return `${per(value)} tickets an order, others ${per(others)}`
    case 'wrote':
      return `${per(value)} ${value === 1 ? 'ticket' : 'tickets'} each, others ${per(others)}`
    case 'delay':
      return `they write ${per(value)} days after the order, others ${per(others)}`
    case 'response':
      return `first answer after ${per(value)} hours, others ${per(others)}`
    case 'resolution':
      return `solved after ${per(value)} hours, others ${per(others)}`
    case 'reopens':
      return `opened again ${per(value)} times a ticket, others ${per(others)}`
    case 'rating':
      return `satisfaction ${rough(value)}, others ${rough(others)}`
    case 'tone':
      return heard(value) === heard(others)
        ? `their texts sound a little ${(value ?? 0) > (others ?? 0) ? 'kinder' : 'less kind'} than others’`
        : `their texts sound ${heard(value)}, others’ ${heard(others)}`
    case 'returns':
      return `${hundred(value)} returns for 100 orders, others ${hundred(others)}`
    case 'orders':
      return `${per(value)} ${value === 1 ? 'order' : 'orders'}, others ${per(others)}`
    case 'gap':
      return `${per(value)} days from order to order, others ${per(others)}`
    case 'since':
      return `last order ${per(value)} days ago, others ${per(others)}`
    case 'value':
      return `${per(value)}${of === null ? '' : ` ${of}`} an order, others ${per(others)}`
    case 'tenure':
      return `first order ${per(value)} days ago, others ${per(others)}`
    case 'bought':
      return `${of}: ${rough(value)} of what they buy, others ${rough(others)}`
    case 'about':
      return `${of}: ${per(value)}, others ${per(others)}`
    case 'aboutShare':
      return `${of}: ${rough(value)} of them, of others ${rough(others)}`
    default:
      return `${of}: ${rough(value)} of tickets, others ${rough(others)}`
  }
}

type Grounds = SupportResult['from']
const differs = { tickets: 'what they need differs', behaviour: 'customers differ' } satisfies Record<Grounds, string>
const lot = { tickets: 'tickets', behaviour: 'returns, answers and waits between orders' } satisfies Record<Grounds, string>
const still = {
  tickets: 'Tickets can still be sorted by what they are about.',
  behaviour: 'Customers can still be sorted by it.'
} satisfies Record<Grounds, string>

export const support = {
  /** Keyed by the code of the warning. */
  note: {
    undated: (n: number) => `${counted(n, 'ticket', 'tickets')} without the day of opening: they count in what they are about, not in when`,
    later: (n: number) => `${counted(n, 'ticket', 'tickets')} after this date`,
    unknownCustomer: (n: number) => `${counted(n, 'ticket', 'tickets')} of nobody known`,
    answeredBefore: (n: number) =>
      `${counted(n, 'ticket', 'tickets')} answered before they were opened; their time to the first answer is not counted`,
    resolvedBefore: (n: number) => `${counted(n, 'ticket', 'tickets')} solved before they were opened; their time is not counted`,
    resolvedBeforeAnswer: (n: number) => `${counted(n, 'ticket', 'tickets')} solved before the first answer; their time is not counted`,
    unknownAnswer: (n: number) => `${counted(n, 'answer', 'answers')} of nobody known`,
    aboutLeftOut: (_n: number, what: string) => `“${what}” tells too little of customers and is left out`,
    otherLanguage: (n: number) => `${counted(n, 'text', 'texts')} in another language than English; how they sound is not rated`
  },
  name: {
    plain: (about: string) => about,
    mixed: 'A bit of everything',
    often: (about: string) => `${about}, often`,
    again: (about: string) => `${about}, again and again`,
    slow: (about: string) => `${about}, long`,
    by: (about: string, channel: string) => `${about}, by ${channel}`,
    numbered: (about: string, n: number) => `${about} ${n}`
  },
  /** Names where there are no tickets. */
  behaviour: {
    mixed: 'A bit of everything',
    sendBack: 'Send things back',
    keep: 'Keep what they buy',
    pleased: 'Pleased',
    letDown: 'Let down',
    often: 'Come often',
    once: 'Came once',
    seldom: 'Come seldom',
    longAgo: 'Not here for long',
    lately: 'Here lately',
    both: (first: string, second: string) => `${first}, ${second.toLowerCase()}`
  },
  trait,
  tone,
  play: {
    'self-service': 'Write an article that answers it, and link it in the first reply',
    proactive: 'Write to them before they ask',
    specialist: 'Give their tickets to one who knows them',
    priority: 'Answer these first',
    goodwill: 'Make it good: a personal word and a small gift',
    advice: 'Help them choose before they order: sizes, measures, photos',
    invite: 'Ask how it went, and give them a reason to come again',
    thanks: 'Thank them, and ask for a review'
  } satisfies Play,
  because: (of: SupportTrait) => `Because: ${trait(of)}`,
  message: {
    next: 'Thank you for your order. If anything is not as it should be, answer this message and we will see to it today.',
    /** For somebody of a group: by what is to be done for it, about what it writes about most. */
    play: {
      'self-service': (about: string) =>
        `Thank you for your order. Should a question come up (${about}), you may find the answer here: [your article]. If not, answer this message and we will see to it today.`,
      proactive: (about: string) =>
        `Thank you for your order. We keep an eye on it this time (${about}), and tell you at once if anything changes. If anything is not as it should be, answer this message.`,
      specialist: (about: string) =>
        `Thank you for your order. If anything is not as it should be (${about}), answer this message: it goes straight to somebody who knows about that.`,
      priority: (about: string) =>
        `Thank you for your order. If anything is not as it should be (${about}), answer this message: you will be answered first.`,
      goodwill: (about: string) =>
        `Thank you for ordering again, though not all went well before (${about}). If anything is not as it should be this time, answer this message and I will see to it myself, today.`
    }
  },
  verdict: {
    strong: (from: Grounds) =>
      `Natural groups: ${differs[from]} far more clearly than if ${lot[from]} were dealt by lot, and the same groups come out of other samples.`,
    usable: (from: Grounds) =>
      `Real groups with soft edges: clearer than if ${lot[from]} were dealt by lot, but some stand between two of them.`,
    weak: (_: Grounds) => 'There is more here than chance, but not much: many stand between two groups, so treat the edges as rough.',
    none: (chance: number, from: Grounds) =>
      `No groups of their own: if ${lot[from]} were dealt by lot, ${percent(chance, chance < 0.1 ? 1 : 0)} of shops would look as clear as this. ${still[from]}`,
    few: (found: number, needed: number) =>
      `There are only ${found} to go by; from ${needed} on it can be said whether groups are more than chance.`
  }
} as const
