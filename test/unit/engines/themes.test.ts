import { expect, it } from 'vitest'
import { findThemes, typicalTexts } from '../../../src/engines/support/themes.ts'
import { stemOf } from '../../../src/engines/text/stem.ts'
import { engineContext } from './support.ts'

const places = ['Berlin', 'Cork', 'Ghent', 'Lyon', 'Turin']
/** Letters about three things, each with words that say nothing. */
const texts = Array.from({ length: 150 }, (_, i) => {
  const place = places[i % 5] ?? ''
  const about = [
    `On Monday the courier did not bring ${i % 4 === 0 ? 'my parcel' : 'two parcels'} to ${place}, nobody knows why it doesn't move`,
    `The invoices show nothing of the discount, although ${place} is the billing address`,
    `The kettle leaks, it is broken again after a day in ${place}`
  ]
  return about[i % 3] ?? ''
})

it('themes are named by whole words that say something, each once', async () => {
  const { themes } = await findThemes(texts, engineContext(1))
  const told = themes.flatMap(({ words }) => words)
  // The form that is written most, and no other of the same word.
  expect(told).toEqual(expect.arrayContaining(['parcels', 'invoices', 'kettle', 'courier']))
  for (const word of ['parcel', 'not', 'nothing', 'nobody', "doesn't", 'monday', 'although', 'again', 'day'])
    expect(told).not.toContain(word)
  for (const { words } of themes) expect(new Set(words.map(stemOf)).size).toBe(words.length)
})

const manners = [
  ['Hi there, just a friendly question, I am curious.', 'Thanks for your advice. Have a lovely day, Eva'],
  ['Guten Tag, nur eine freundliche Frage.', 'Vielen Dank für Ihre Hilfe. Mit freundlichen Grüßen, Jana'],
  ['Bonjour, une petite question.', 'Merci beaucoup pour votre conseil. Bien cordialement, Élodie'],
  ['Hola, una pregunta rápida.', 'Muchas gracias por su ayuda. Un cordial saludo, Lucía'],
  ['Buongiorno, una domanda gentile.', 'Grazie mille per la vostra risposta. Cordiali saluti, Chiara'],
  ['Olá, uma pergunta.', 'Muito obrigada pela sua ajuda. Com os melhores cumprimentos, Inês'],
  ['Goedemorgen, een vriendelijke vraag.', 'Alvast bedankt voor uw hulp. Met vriendelijke groet, Sanne']
] as const
const products = ['Aurora grinder', 'Tide mug', 'Kawa teapot', 'Fjord press']
/** Letters about three things, each with the manners of one of seven languages and of one of four products: neither goes with the matter. */
const polite = Array.from({ length: 420 }, (_, i) => {
  const [before, after] = manners[i % 7] ?? ['', '']
  const product = products[i % 4] ?? ''
  const about = [
    `The courier lost the parcel with the ${product}`,
    `The invoice shows no discount on the ${product}`,
    `The ${product} leaks and has a crack`
  ]
  return { text: `${before} ${about[Math.floor(i / 28) % 3]}. ${after}`, product, about: Math.floor(i / 28) % 3 }
})

it('themes are of what is written about, whatever the manners, the language they are in, and the product', async () => {
  const letters = polite.map(({ text }) => text)
  const names = polite.map(({ product }) => product)
  const found = await findThemes(letters, engineContext(1), names)
  for (const [theme, { words }] of found.themes.entries()) {
    const own = new Set(polite.filter((_, i) => found.of[i] === theme).map(({ about }) => about))
    expect([words, own.size]).toEqual([words, 1])
  }
  const told = new Set(found.themes.flatMap(({ words }) => words))
  for (const word of ['parcel', 'courier', 'invoice', 'discount', 'leaks', 'crack']) expect(told).toContain(word)
  expect([...told].filter((word) => !/^(?:courier|lost|parcel|invoice|shows|discount|leaks|crack)$/.test(word))).toEqual([])
  expect(await findThemes(letters, engineContext(1), names)).toEqual(found)
})

it('a theme is told by the texts that hold most of its words, none of which says the same as another', async () => {
  const letters = [
    ...texts,
    'Parcels parcels parcels.',
    'The courier said of parcels that nobody can move them on Monday; bring two or three to the neighbours'
  ]
  const found = await findThemes(letters, engineContext(1))
  const parcels = Array.from(found.of.keys()).filter((i) => found.of[i] === found.of[0])
  const chosen = typicalTexts(found, parcels, 3)
  const most = Math.max(...parcels.map((i) => found.holds[i] as number))
  expect(found.holds[chosen[0] as number]).toBe(most)
  expect(chosen).not.toContain(letters.length - 2)
  for (const [at, a] of chosen.entries()) {
    for (const b of chosen.slice(at + 1)) {
      const [left, right] = [new Set(found.stems[a]), new Set(found.stems[b])]
      expect(left.intersection(right).size / left.union(right).size).toBeLessThan(0.5)
    }
  }
  expect(chosen.length).toBeLessThan(parcels.length)
})

it.each([
  ['parcels', 'parcel'],
  ['deliveries', 'delivery'],
  ['invoices', 'invoice'],
  ['boxes', 'box'],
  ['addresses', 'address'],
  ['address', 'address'],
  ['glass', 'glass'],
  ['status', 'status'],
  ['gas', 'gas']
])('%s is a form of %s', (word, stem) => {
  expect(stemOf(word)).toBe(stem)
})
