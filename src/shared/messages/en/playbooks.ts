/** `times`: against everyone else; `back`: over all groups; each with its 95 % interval. */
interface ChannelFacts {
  channel: string
  times: string
  timesRange: string
  back: string
  backRange: string
  each: string
  eachOfAll: string
}

/**
 * What can be done for a segment, by the id of the playbook (resources/playbooks/segments.json): what to do, why here, and the
 * first step. Values are texts, already formatted.
 */
export const playbooks = {
  fixPain: {
    title: (d: { does: string; share: string }) => `Stop what hurts: ${d.share} of them ${d.does}`,
    why: 'It hits this group clearly more than everyone else.',
    first: 'Open the pain points, read ten cases, and mend the one cause that comes up most.'
  },
  saveAtRisk: {
    title: (d: { people: string; money: string }) => `Write to the ${d.people} who are slipping away`,
    why: (d: { people: string; money: string }) => `Good customers who are late for them or left unhappy: ${d.money} a year is at stake.`,
    first: 'Start at the top of the list, with a personal word rather than a discount.'
  },
  askChampions: {
    title: (d: { people: string }) => `Let the ${d.people} champions speak for you`,
    why: 'They order often and lately, send little back, and none of them is known to be unhappy.',
    first: 'Ask them for a review or to bring a friend, and thank them by name.'
  },
  winBack: {
    title: 'Win them back, once',
    why: 'They used to come back and have been away for longer than others.',
    first: 'One message with what is new since their last order; who does not answer is left in peace.'
  },
  secondOrder: {
    title: 'Work for the second order',
    why: 'Most of them ordered once. Who orders twice is far more likely to stay.',
    first: 'Write some days after delivery: how to use it, and what goes with it.'
  },
  protectBest: {
    title: 'Keep them, rather than sell more to them',
    why: 'They order often and spend much: losing one costs more than winning several others.',
    first: 'Answer them first, tell them first, and do not spend discounts on what they buy anyway.'
  },
  welcome: {
    title: 'Welcome them',
    why: 'They are new: the first weeks decide whether they stay.',
    first: 'A short series of messages: who you are, how others use what they bought, and one question.'
  },
  beforeSeason: {
    title: (d: { month: string; times: string }) => `Be there before ${d.month}`,
    why: (d: { month: string; times: string }) => `In ${d.month} they buy again ${d.times} as often as in their average month.`,
    first: 'Write three weeks before, and see that there is enough in stock.'
  },
  growBasket: {
    title: 'Offer what goes with it',
    why: 'They come often, with small orders.',
    first: 'Show what fits the basket, and put free delivery a little above their usual order.'
  },
  orderMoreOften: {
    title: 'Give a reason to come back sooner',
    why: 'Their orders are large and rare.',
    first: 'Remind them when what they bought is used up, or offer to send it regularly.'
  },
  weanOffDiscount: {
    title: 'Sell without a discount, step by step',
    why: 'They buy when it is cheaper, more than others do.',
    first: 'Try an offer with something added instead of a lower price, on half of them first.'
  },
  fewerReturns: {
    title: 'Find out why it comes back',
    why: 'They send back more of what they buy than others do.',
    first: 'See which products come back and what was said of them, and mend the page or the packing before offering more.'
  },
  gainByChannel: {
    title: (d: ChannelFacts) => `Gain more of them by ${d.channel}`,
    why: (d: ChannelFacts) =>
      `They came that way ${d.times} (${d.timesRange}) as often as everyone else, and over all groups those who came a year ago or longer brought back ${d.back} (${d.backRange}) for each 1 spent there.`,
    first: 'Raise it by a tenth for a month, and look what a customer then costs.'
  },
  stopChannel: {
    title: (d: ChannelFacts) => `Do not buy more of them by ${d.channel}`,
    why: (d: ChannelFacts) =>
      `Over all groups, those who came a year ago or longer brought back only ${d.back} (${d.backRange}) for each 1 spent there.`,
    first: 'Move a part of it to a channel that pays, and compare after a month.'
  },
  aimChannel: {
    title: (d: ChannelFacts) => `Aim ${d.channel} at other customers`,
    why: (d: ChannelFacts) =>
      `They came that way ${d.times} (${d.timesRange}) as often as everyone else, and brought ${d.each} each; who comes that way brings ${d.eachOfAll} on average.`,
    first: (d: ChannelFacts) =>
      `Try another audience or offer there for a month, and count which groups come. Over all groups, those who came a year ago or longer brought back ${d.back} (${d.backRange}) for each 1 spent.`
  },
  keepWatching: {
    title: 'Nothing in particular',
    why: 'This group is much like everyone else, and nothing hurts it more.',
    first: 'Treat it as you treat everybody, and look again after the next import.'
  }
} as const
