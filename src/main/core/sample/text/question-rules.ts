import type { Grammar } from './grammar.ts'

/** Part of the tickets: what customers ask about products, by kind of product. */
export const QUESTIONS: Grammar = {
  about_coffee: [
    'how (coarse|fine) should I grind the {product} for (filter|espresso|a French press|a moka pot)',
    'how much of the {product} do you recommend for one (cup|litre|double shot)',
    'how long does the {product} keep once opened',
    'my {product} tastes a little (sour|bitter|thin), what should I change',
    'what temperature is right for the {product}',
    'when was the {product} roasted, and how long should it rest',
    'should I keep the {product} in the (freezer|fridge|dark)',
    'does the {product} go well with oat milk',
    'is the {product} organic, and who grows it'
  ],
  about_tea: [
    'how long should the {product} steep',
    'can I brew the {product} (twice|cold|with milk)',
    'what temperature is right for the {product}',
    'how much caffeine is in the {product}',
    'how many spoons of {product} go into one (pot|litre)',
    'is the {product} suitable (in pregnancy|for children|late in the evening)',
    'how should I store the {product}'
  ],
  about_food: [
    'does the {product} contain (nuts|gluten|milk|palm oil)',
    'how long does the {product} keep once opened',
    'is the {product} vegan',
    'how much sugar is in the {product}',
    'where is the {product} made',
    'do you have the {product} in a larger pack'
  ],
  about_care: [
    'does the {product} fit (my old machine|a size 4 holder|other brands too)',
    'how often should I use the {product}',
    'is the {product} safe for (aluminium|steel|copper)',
    'how much of the {product} do I need for one go',
    'can the {product} go into the compost',
    'do you sell the {product} in a larger pack'
  ],
  about_device: [
    'how do I clean the {product} (properly|without scratching it|best)',
    'is the {product} (dishwasher safe|suitable for induction|all right with hard water)',
    'do I have to (descale|season|rinse) the {product} before first use',
    'is there a spare part for the {product}',
    'what is the difference between the {product} and the larger one',
    'how long is the warranty on the {product}',
    'which setting of the {product} is right for (filter|espresso|two cups|beginners)',
    'how full may I fill the {product}',
    'why does the {product} make such a hissing sound at the start'
  ],
  about_cup: [
    'is the {product} (dishwasher safe|all right in the microwave|really leakproof)',
    'how much fits into the {product}',
    'is the {product} available in (blue|white|another colour)',
    'can I get a single replacement for the {product}',
    'does the {product} stay hot for long'
  ],
  about_gift: [
    'can you send the {product} to another address',
    'what exactly is in the {product}',
    'how long is the {product} valid',
    'can I add a personal note to the {product}',
    'can the price be left off the {product}'
  ],
  question_context: [
    'I bought it (recently|from you|on {ordered}) and am still learning.',
    'It arrived last week.',
    'We have it every (morning|day|Sunday).',
    'I read the leaflet, but it does not say.',
    'My partner and I cannot agree on this.',
    'I looked on your site first.',
    ''
  ],
  question_end: [
    'A short hint would help.',
    'Is there a guide?',
    'Any tips are welcome.',
    'What would you suggest?',
    'Thanks for your advice.',
    'I am curious what you think.',
    ''
  ],
  question_angry: [
    '{hello} nobody could tell me: {question_what}? {anger} The leaflet is useless. {curt}',
    '{question_what}? I asked this (twice|before) and got no answer. {anger} {curt}'
  ],
  question_cross: [
    '{hello} {question_what}? The description does not say, which is annoying. {bye}',
    '{hello} {question_context} {question_what}? {regret} {bye}'
  ],
  question_plain: [
    '{hello} {question_what}? {question_end} {bye}',
    '{hello} {question_context} {question_what}? {bye}',
    '{question_what}? {question_context} {question_end} {bye}'
  ],
  question_kind: [
    '{hello} {praise} One question: {question_what}? {warm}',
    '{hello} {question_context} {praise} {question_what}? {question_end} {warm}',
    '{praise} {question_context} Could you tell me, {question_what}? {warm}',
    '{hello} just a friendly question, {question_what}? {question_end} {warm}'
  ]
}
