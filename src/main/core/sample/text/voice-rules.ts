import type { Grammar } from './grammar.ts'

/** Comments in surveys and reviews, by how content the writer is. Slots: product, agent, and
 * what is drawn by the kind of product: good, bad. */
export const VOICE: Grammar = {
  review_5: [
    '{wow} {fact_good}. {again}',
    '{fact_good}, {fact_good2}. {again}',
    'Bought it (as a present|for myself|after long thought|on a whim) and {fact_good2}. {wow}',
    '{wow} {again}',
    'The {product} is (simply perfect|excellent|my favourite by far|brilliant). {fact_good}.'
  ],
  review_4: [
    '{fact_good}. {but_small}',
    'Good, {fact_good2}. {but_small}',
    '{fact_good}, would buy again. {but_small}',
    'Nice {product}. {fact_good2}.'
  ],
  review_3: [
    'It is okay. {but_small}',
    '{fact_good2}, but {fact_bad2}.',
    'Average. {fact_bad}.',
    'Does what it should, not more. {but_small}'
  ],
  review_2: ['{fact_bad}. {regret}', 'Expected more: {fact_bad2}. {regret}', '{regret} {fact_bad}, {fact_bad2}.'],
  review_1: [
    '{awful} {fact_bad}. {never}',
    '{fact_bad} and {fact_bad2}. {never}',
    '{awful} {never}',
    'Waste of money. {fact_bad}. {awful}'
  ],
  wow: [
    'Wonderful!',
    'I love it.',
    'Great quality.',
    'Fantastic.',
    'Best purchase in years.',
    'So happy with this.',
    'Absolutely delighted.',
    'Beautiful thing.',
    'A treat.'
  ],
  fact_good: ['{good}', '{good}', '{good_any}'],
  fact_bad: ['{bad}', '{bad}', '{bad_any}'],
  good_any: [
    'The {product} is even better than I hoped',
    'Arrived quickly and well packed',
    'Very good value for the money',
    'You can feel the quality at once',
    'Everybody who visits asks about it',
    'The whole family enjoys it'
  ],
  fact_good2: [
    'it is a pleasure every day',
    'it was exactly as described',
    'it does its job very well',
    'it is just right',
    'it is lovely',
    'I would not be without it',
    'it was a perfect gift'
  ],
  but_small: [
    'The box could be smaller.',
    'A little pricey.',
    'Delivery took a day longer than promised.',
    'Smaller than in the picture.',
    'The price went up since last time.',
    'Packed with too much paper.',
    ''
  ],
  bad_any: [
    'The {product} disappointed me',
    'It arrived late and damaged',
    'It is not as described at all',
    'Too expensive for what it is',
    'Not what the pictures promise'
  ],
  fact_bad2: [
    'nobody answered my mail',
    'the second one was no better',
    'the box was crushed',
    'I had hoped for more',
    'the old one was better'
  ],
  good_food: [
    'Clean, balanced and fresh',
    'The taste is lovely',
    'The smell alone is great',
    'My mornings are better now',
    'Full of flavour, never bitter',
    'Fresh, as if made yesterday'
  ],
  bad_food: [
    'The taste is flat and dull',
    'It was stale',
    'Bitter and burnt',
    'It tastes of cardboard',
    'Far too sweet',
    'Close to its date'
  ],
  good_thing: [
    'Solid and easy to clean',
    'Feels good in the hand',
    'The finish is beautiful',
    'Does its job every single day',
    'Easy to use from the first day',
    'Well made down to the lid'
  ],
  bad_thing: [
    'It leaks',
    'The handle feels cheap',
    'It broke after a few weeks',
    'It smells of plastic',
    'Hard to clean',
    'The lid does not fit',
    'It was scratched'
  ],
  regret: ['A pity.', 'Disappointing.', 'Sadly not for me.', 'I am not happy with it.', 'Will probably send it back.'],
  awful: ['Terrible.', 'Very bad.', 'Useless!', 'Really poor quality.', 'Horrible experience.', 'I hate it.'],
  never: ['Never again.', 'Do not buy this.', 'I want a refund.', 'Stay away.', 'Avoid.'],
  again: ['Will buy again.', 'Highly recommended.', 'Thank you!', 'Five stars.', 'Already ordered a second one.', ''],

  nps_good: [
    '{shop_good}. {shop_good2}',
    '{shop_good}.',
    '{shop_good2}',
    'I have told (my friends|my sister|everybody at work) about you. {shop_good2}'
  ],
  nps_middle: [
    '{shop_good}, but {shop_bad2}.',
    'Mostly fine. {shop_bad}.',
    'Good coffee, (slow|average) delivery.',
    'It is alright.',
    'Nothing to complain about, nothing special either.'
  ],
  nps_bad: ['{shop_bad}. {shop_bad3}', '{shop_bad} and {shop_bad2}.', '{shop_bad3} {shop_bad}.'],
  shop_good: [
    'Great coffee and friendly people',
    'Always fresh, always on time',
    'Lovely shop with a good choice',
    'The best beans I know',
    'Fast delivery and honest advice',
    'Easy to order and easy to reach',
    'I trust their taste'
  ],
  shop_good2: ['Keep it up!', 'Happy customer for years.', 'Never had a problem.', 'Thank you.', 'The service is excellent.', ''],
  shop_bad: [
    'The parcel came late again',
    'The checkout on my phone is broken',
    'Prices have gone up too much',
    'The last delivery was damaged',
    'My complaint was ignored',
    'The product failed and the exchange took weeks'
  ],
  shop_bad2: [
    'delivery is slow',
    'it has become expensive',
    'nobody picks up the phone',
    'the packaging is wasteful',
    'the site is confusing'
  ],
  shop_bad3: ['Very disappointed.', 'I will look elsewhere.', 'Bad experience.', 'This was better a year ago.', ''],

  csat_good: [
    '{agent} solved it (at once|in minutes|quickly and kindly).',
    'Friendly and quick.',
    'Very helpful, thank you {agent}!',
    'Great support.',
    'Clear answer, problem solved.',
    'Exactly the help I needed.'
  ],
  csat_middle: ['Solved in the end.', 'Took a while, but fine.', 'Okay.', 'The answer was right, the wait was long.', 'Friendly but slow.'],
  csat_bad: [
    'Had to write three times.',
    'Not solved at all.',
    'Slow and unhelpful.',
    'I am still waiting for my money.',
    'Nobody felt responsible, awful.',
    'Useless standard answers.'
  ]
}
