import type { Grammar } from './grammar.ts'
import { QUESTIONS } from './question-rules.ts'

/**
 * What customers write to the desk. A message starts with `<category>_<tone>`, tone being `angry`, `cross`, `plain` or
 * `kind`, or with `<category>_short`. Slots: product, order, ordered (a date), days, amount, city, first, and what is drawn
 * by the kind of product: trouble, question_what.
 */
export const TICKETS: Grammar = {
  ...QUESTIONS,

  // --- Manners ---
  hello: [
    'Hello,',
    'Hi,',
    'Hi there,',
    'Good morning,',
    'Good evening,',
    'Dear team,',
    'Dear Kettle & Crane,',
    'Hello Kettle & Crane team,',
    ''
  ],
  bye: [
    'Thanks, {first}',
    'Thank you, {first}',
    'Kind regards, {first}',
    'Best wishes, {first}',
    'Cheers, {first}',
    'Many thanks',
    'Regards, {first}',
    '{first}',
    '',
    ''
  ],
  curt: ['{first}', 'Regards, {first}', 'Waiting for an answer, {first}', '', '', ''],
  warm: [
    'Thanks so much, {first}',
    'Have a lovely day, {first}',
    'Thank you, you are always so helpful. {first}',
    'All the best, {first}',
    'Warm regards from {city}, {first}'
  ],
  praise: [
    'I love the {product}, it is (wonderful|a real joy|great quality).',
    'First of all: what a great shop.',
    'The parcel was packed (wonderfully|with real care), thank you.',
    'Your team was very kind last time.',
    'Really happy with everything so far.',
    'Excellent choice in your shop, as always.'
  ],
  anger: [
    'This is (unacceptable|ridiculous|a disgrace|really bad).',
    'I am (furious|extremely disappointed|very angry|fed up).',
    'Terrible service.',
    'This is the (second|third) time now and nobody cares.',
    'I have never had such an awful experience with a shop.',
    'What a horrible mess.',
    'I am sick of writing the same thing again.'
  ],
  regret: [
    'This is (annoying|disappointing|frustrating).',
    'I am a bit (disappointed|annoyed|worried).',
    'Not what I am used to from you, sadly.',
    'I had hoped for better.',
    'That is a problem for me.',
    'It is a nuisance, to be honest.'
  ],
  threat: [
    'I want my money back (now|today|at once).',
    'If this is not solved this week I will (dispute the charge|order elsewhere|never buy here again).',
    'Refund me.',
    'I will leave a bad review.',
    'Last chance before I cancel everything.'
  ],
  mine: ['my order {order}', 'order {order}', 'the order from {ordered}', 'order no. {order} ({ordered})', 'my order of {ordered}'],

  // --- Delivery ---
  delivery_state: [
    'I am still waiting for {mine}',
    '{mine} has not arrived',
    'the tracking of {mine} has not moved (for days|since the weekend|since Tuesday|for {days} days)',
    'the parcel with the {product} is nowhere to be found',
    'the carrier says delivered, but there is (nothing here|no parcel|no {product} at my door)',
    '{mine} seems to be stuck in a depot (near {city}|somewhere|again)',
    'only half of {mine} came, the {product} is missing',
    'the driver left a card, but the (parcel shop|post office) in {city} knows nothing of it',
    'nobody rang, although I was at home all day',
    'my parcel went to (a neighbour|an old address|another street) and not to me'
  ],
  delivery_wish: [
    'Where is it?',
    'When will it come?',
    'Could you (check with the carrier|find out where it is|have a look)?',
    'Can you send it again?',
    'Is there a new delivery date?',
    'Please tell me where my parcel is.',
    'Can I still change the delivery address?',
    'I need it by (Friday|the weekend|tomorrow), it is a present.'
  ],
  delivery_angry: [
    '{hello} {anger} {delivery_state}. {threat} {curt}',
    '{delivery_state}! {anger} {delivery_wish} {curt}',
    '{hello} {delivery_state}. I took a day off for this. {anger} {threat} {curt}'
  ],
  delivery_cross: [
    '{hello} {delivery_state}. {regret} {delivery_wish} {bye}',
    '{delivery_state}. {delivery_wish} {regret} {bye}',
    '{hello} it has been {days} days and {delivery_state}. {delivery_wish} {bye}'
  ],
  delivery_plain: [
    '{hello} {delivery_state}. {delivery_wish} {bye}',
    '{delivery_wish} {delivery_state}. {bye}',
    '{hello} a short question: {delivery_state}. {delivery_wish} {bye}'
  ],
  delivery_kind: [
    '{hello} {praise} Only, {delivery_state}. {delivery_wish} {warm}',
    '{hello} no hurry at all, but {delivery_state}. {delivery_wish} {warm}'
  ],

  // --- Fault or damage ---
  fault_device: [
    'the {product} stopped working (after {days} days|yesterday|out of the blue)',
    'the {product} leaks (at the base|from the handle|everywhere)',
    'the handle of the {product} came off',
    'the {product} has a crack (along the side|in the base|near the rim)',
    'the {product} makes a terrible noise',
    'the lid of the {product} does not close',
    'the {product} arrived broken',
    'the {product} is defective',
    'the coating of the {product} is peeling',
    'the replacement {product} has the same fault as the first one'
  ],
  fault_food: [
    'the bag of {product} was open when it arrived',
    'the {product} tastes stale',
    'the {product} smells of nothing at all, as if it were a year old',
    'the seal of the {product} was broken',
    'half of the {product} was spilled in the box',
    'the {product} is past its date',
    'the {product} was wet and ruined',
    'there was something wrong with the {product}, it tasted odd and old'
  ],
  fault_care: [
    'the pack of {product} was open when it arrived',
    'the {product} did not work at all',
    'half of the {product} was spilled in the box',
    'the {product} was wet and ruined',
    'there is less in the {product} than it says'
  ],
  fault_cup: [
    'the {product} arrived broken',
    'the {product} has a crack (in the base|near the rim|all around)',
    'one of the {product} was in pieces',
    'the {product} leaks',
    'the glaze of the {product} comes off',
    'the {product} burst with hot water'
  ],
  fault_gift: [
    'the {product} arrived crushed',
    'half of the {product} was missing',
    'the {product} came without the card',
    'the {product} was damaged, I could not give it away'
  ],
  fault_seal: [
    'the valve on the bag of {product} is not tight and the beans are stale',
    'the bag of {product} had no air in it and then a lot, the seal is open',
    'this {product} smells rancid, the bag was not sealed',
    'the {product} came with an open seam, beans all over the box',
    'the last bag of {product} was flat and stale, I think the new bags leak',
    'the zip and the seal of the {product} do not hold, the coffee is dead after two days',
    'the new packaging of the {product} is faulty, it was not airtight'
  ],
  fault_wish: [
    'Please send a replacement.',
    'Can it be repaired?',
    'I would like a refund.',
    'What happens now?',
    'How do I claim the warranty?',
    'Do I have to send it back?',
    'I have photos if you need them.',
    'Please call me back.'
  ],
  fault_angry: [
    '{hello} {anger} {trouble}. {threat} {curt}',
    '{trouble}! {anger} I paid {amount} for this. {fault_wish} {curt}',
    '{hello} again: {trouble}. You promised a call and nobody called. {anger} {threat} {curt}',
    'What a waste of money, {trouble}. {anger} {fault_wish} {curt}'
  ],
  fault_cross: [
    '{hello} {trouble}. {regret} {fault_wish} {bye}',
    '{hello} unfortunately {trouble}. {fault_wish} {regret} {bye}',
    '{trouble}, only {days} days old. {regret} {fault_wish} {bye}'
  ],
  fault_plain: ['{hello} {trouble}. {fault_wish} {bye}', '{hello} about {mine}: {trouble}. {fault_wish} {bye}'],
  fault_kind: ['{hello} {praise} This time, however, {trouble}. {fault_wish} {warm}'],

  // --- Billing ---
  billing_what: [
    'I need an invoice for {mine} (with our company name|with our VAT number|as a PDF|for my accountant).',
    'I was charged twice for {mine}.',
    'the discount code was not taken off {mine}.',
    'the invoice for {mine} shows (the wrong address|{amount} instead of the price I saw|no VAT).',
    'the refund for {mine} has not reached my account.',
    'could you change the billing address of {mine}?',
    'the payment for {mine} is still shown as pending.',
    'our bookkeeping is missing the invoice for {mine}.',
    'can I pay {mine} by (bank transfer|invoice|direct debit)?',
    'please confirm the payment of {amount} for {mine}.'
  ],
  billing_detail: [
    'The amount is {amount}.',
    'We have to close the month.',
    'It was paid by card.',
    'It was paid on {ordered}.',
    'The company is registered in {city}.',
    'Reference {order}.',
    '',
    ''
  ],
  billing_angry: [
    '{hello} {billing_what} {anger} {threat} {curt}',
    '{billing_what} I write for the second time. {anger} {billing_detail} {curt}'
  ],
  billing_cross: [
    '{hello} {billing_what} {regret} {billing_detail} {bye}',
    '{hello} {billing_what} {billing_detail} Please correct this. {bye}'
  ],
  billing_plain: [
    '{hello} {billing_what} {billing_detail} {bye}',
    '{billing_what} {billing_detail} {bye}',
    '{hello} for our records: {billing_what} {bye}'
  ],
  billing_kind: ['{hello} {billing_what} {billing_detail} No rush. {warm}', '{hello} {praise} A formality: {billing_what} {warm}'],

  // --- Returns ---
  returns_what: [
    'I would like to return the {product} from {mine}.',
    'how do I send the {product} back?',
    'the return label for {mine} does not work.',
    'I sent the {product} back (ten days|two weeks|a while) ago and heard nothing.',
    'can I exchange the {product} for another (size|colour|one)?',
    'the {product} is not what I expected and goes back.'
  ],
  returns_why: [
    'It is too (small|large|heavy).',
    'It is not as described.',
    'It was a present and she has one already.',
    'It does not fit my hob.',
    'I ordered the wrong one.',
    ''
  ],
  returns_angry: ['{hello} {returns_what} {anger} {threat} {curt}', '{returns_what} {returns_why} {anger} {curt}'],
  returns_cross: ['{hello} {returns_what} {returns_why} {regret} {bye}', '{hello} {returns_what} {regret} {bye}'],
  returns_plain: ['{hello} {returns_what} {returns_why} {bye}', '{returns_what} {returns_why} {bye}'],
  returns_kind: ['{hello} {praise} Still, {returns_what} {returns_why} {warm}'],

  // --- Other ---
  other_what: [
    'do you have a shop in {city}',
    'how do I get off the catalogue list',
    'why can I not log in to my account',
    'could you change my e-mail address',
    'do you give tastings for groups',
    'when will the {product} be back in stock',
    'are you open on the bank holiday',
    'can I use two vouchers in one order'
  ],
  other_angry: ['{hello} {other_what}? I asked before. {anger} {curt}'],
  other_cross: ['{hello} {other_what}? {regret} {bye}'],
  other_plain: ['{hello} {other_what}? {bye}', '{other_what}? {bye}'],
  other_kind: ['{hello} {praise} {other_what}? {warm}'],

  // --- Two sentences, no manners ---
  delivery_short: ['{delivery_state}. {delivery_wish}', '{delivery_wish} {order}.', '{delivery_state}.', 'Parcel again: {delivery_state}.'],
  question_short: [
    '{question_what}?',
    '{question_what}? {question_end}',
    'Quick question: {question_what}?',
    '{question_context} {question_what}?'
  ],
  fault_short: ['{trouble}. {fault_wish}', '{order}: {trouble}.', '{trouble}. {regret}', '{fault_wish} {trouble}.'],
  billing_short: ['{billing_what}', '{billing_what} {billing_detail}', 'For accounts: {billing_what}'],
  returns_short: ['{returns_what}', '{returns_what} {returns_why}', 'One return: {returns_what}'],
  other_short: ['{other_what}?', 'Quick question: {other_what}?'],

  // --- Subjects ---
  subject_delivery: [
    'Where is {order}?',
    'Parcel',
    'Delivery of {order}',
    'Not arrived',
    'Tracking',
    'Missing parcel',
    'Delivery {ordered}',
    'Order {order} late'
  ],
  subject_question: [
    'Question about the {product}',
    '{product}',
    'How to use the {product}',
    'Advice',
    'A question',
    'Care of the {product}',
    'Before I use it'
  ],
  subject_fault: ['{product} broken', 'Faulty {product}', 'Complaint', 'Problem with {product}', 'Warranty', '{order}: damaged', 'Defect'],
  subject_billing: [
    'Invoice {order}',
    'Invoice',
    'Payment {order}',
    'VAT',
    'Billing question',
    'Charge on {ordered}',
    'Refund not received'
  ],
  subject_returns: ['Return {order}', 'Return', 'Exchange', 'Sending back the {product}', 'Return label'],
  subject_other: ['Question', 'My account', 'Hello', 'Opening hours', 'Request']
}
