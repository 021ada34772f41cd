import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { correlations } from '../../../src/engines/math/correlation.ts'
import { withoutCourtesies } from '../../../src/engines/text/courtesies.ts'
import { languageOf, wordsOf } from '../../../src/engines/text/language.ts'
import { sentiment } from '../../../src/engines/text/sentiment.ts'

const folder = path.join(process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data'), 'sentiment')

/** Correlation with the mean rating of twenty people. */
function agreement(file: string): number {
  const rows = readFileSync(path.join(folder, file), 'latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  const pairs = Float64Array.from(rows.flatMap(([, rating, ...text]) => [Number(rating), sentiment(text.join('\t'))]))
  return correlations(pairs, rows.length, 2)[1] as number
}

describe('sentiment', () => {
  it.each([
    ['VADER is smart, handsome, and funny.', 0.8316],
    ['VADER is smart, handsome, and funny!', 0.8439],
    ['VADER is very smart, handsome, and funny.', 0.8545],
    ['VADER is not smart, handsome, nor funny.', -0.7424],
    ['Not bad at all', 0.431]
  ])('of “%s” is that of the method’s own examples', (text, expected) => {
    expect(sentiment(text)).toBeCloseTo(expected, 4)
  })

  it('hears negation, degree, capitals, “but” and silence', () => {
    expect(sentiment('The parcel was not good')).toBeLessThan(0)
    expect(sentiment("It isn't any good")).toBeLessThan(0)
    expect(sentiment('extremely helpful')).toBeGreaterThan(sentiment('helpful'))
    expect(sentiment('slightly helpful')).toBeLessThan(sentiment('helpful'))
    expect(sentiment('This was AWFUL service')).toBeLessThan(sentiment('This was awful service'))
    expect(sentiment('The shop is nice, but the delivery was terrible')).toBeLessThan(0)
    expect([sentiment(''), sentiment('Order 4711'), sentiment('constructor toString')]).toEqual([0, 0, 0])
  })

  it.skipIf(!existsSync(folder))('agrees with people on tweets and on snippets of reviews as published', () => {
    expect(agreement('tweets_GroundTruth.txt')).toBeGreaterThan(0.87)
    expect(agreement('amazonReviewSnippets_GroundTruth.txt')).toBeGreaterThan(0.58)
  })
})

describe('language', () => {
  it.each([
    ['The parcel has not arrived and I would like to know where it is', 'eng'],
    ['Das Paket ist noch nicht angekommen und ich möchte wissen, wo es ist', 'deu'],
    ['Le colis n’est pas encore arrivé et je voudrais savoir où il est', 'fra'],
    ['El paquete no ha llegado y me gustaría saber dónde está', 'spa'],
    ['4711 SKU', null],
    ['', null]
  ])('of “%s” is %s', (text, expected) => {
    expect(languageOf(wordsOf(text))).toBe(expected)
  })
})

describe('a letter without its manners', () => {
  it.each([
    ['Missing parcel. Hi there, where is it? Kind regards, Sophie', 'Missing parcel. where is it?'],
    [
      'Dear Sir or Madam,\nPlease tell me where my parcel is.\nMany thanks in advance for your help!\nYours sincerely\nAnn',
      'tell me where my parcel is. Ann'
    ],
    ['HELLO TEAM, a friendly question: is it vegan? Any tips are welcome. Warm regards from Dublin, Hugo', 'a question: is it vegan?'],
    [
      'I would like to return it. It is a nuisance, to be honest. I hope to hear from you soon.',
      'I would want to return it. It is a nuisance.'
    ],
    ['Can you help? Please help!!! Have a lovely day, Femke', 'Can you?'],
    // What is said of the shop stays, thanks for something too.
    ['Thank you for solving it so quickly. I love it.', 'Thank you for solving it so quickly. I love it.'],
    ['Thank you, you are always so helpful. Ruben', 'Thank you, you are always so helpful. Ruben'],
    [
      'Good coffee. The best kettle. It is like new, your help was kind.',
      'Good coffee. The best kettle. It is like new, your help was kind.'
    ],
    // A greeting takes a name with it, and no word of a sentence.
    ['HELLO MY PARCEL IS LOST AND I AM FURIOUS', 'MY PARCEL IS LOST AND I AM FURIOUS'],
    ['THANKS NOTHING WORKS. BROKEN, AGAIN', 'THANKS NOTHING WORKS. BROKEN, AGAIN'],
    ['GOOD MORNING TEAM, THE LID BROKE', 'THE LID BROKE'],
    ['Hi Broken again', 'Broken again'],
    ['Hello the Kettle Broke Down Today, again', 'the Kettle Broke Down Today, again'],
    ['Hi-fi is broken. Dear support team I am furious', 'Hi-fi is broken. I am furious'],
    ['Hi Ann\nIt broke. Hello Ann Smith - where is it? Dear Ann and team, hi, it leaks', 'It broke. where is it? it leaks'],
    ['It broke. Kind regards from Ann Smith', 'It broke.'],
    ['It broke. Thanks Every Single Part Broke', 'It broke. Thanks Every Single Part Broke'],
    ['Kind regards from an unhappy customer who hates you', 'Kind regards from an unhappy customer who hates you'],
    // In the other languages.
    [
      'Sehr geehrte Damen und Herren, die Kanne ist undicht. Bitte senden Sie eine neue. Vielen Dank im Voraus! Mit freundlichen Grüßen, Jana Weber',
      'die Kanne ist undicht. senden Sie eine neue.'
    ],
    ['Sie leckt. Danke schön. Viele Grüße, Jana', 'Sie leckt.'],
    ['Hallo liebes Team, wo ist mein Paket? Über eine baldige Antwort würde ich mich freuen. LG', 'wo ist mein Paket?'],
    [
      'Bonjour, le colis n’est pas arrivé. Pouvez-vous vérifier, s’il vous plaît ? Merci d’avance pour votre aide. Bien cordialement, Élodie',
      "le colis n'est pas arrivé. Pouvez-vous vérifier, ?"
    ],
    [
      'Madame, Monsieur, la facture est fausse. Je vous prie d’agréer, Madame, Monsieur, mes salutations distinguées.',
      'la facture est fausse.'
    ],
    [
      'Buenas tardes, el molinillo llegó tarde y roto. Por favor envíen otro. Muchas gracias por su ayuda. Un cordial saludo, Lucía',
      'el molinillo llegó tarde y roto. envíen otro.'
    ],
    ['Estimados señores, falta la factura. Quedo a la espera de su respuesta. Atentamente, Iker', 'falta la factura.'],
    ['Gentile servizio clienti, il pacco è rotto. Grazie mille per la vostra risposta. Cordiali saluti, Chiara', 'il pacco è rotto.'],
    ['Buongiorno, potete per favore inviare la fattura? Resto in attesa di un vostro riscontro.', 'potete inviare la fattura?'],
    ['Olá, a encomenda não chegou. Obrigada desde já. Com os melhores cumprimentos, Inês', 'a encomenda não chegou.'],
    ['Bom dia, a fatura está errada. Fico a aguardar a vossa resposta. Atenciosamente, Rui', 'a fatura está errada.'],
    ['Beste klantenservice, de mok is stuk. Alvast bedankt voor uw reactie. Met vriendelijke groet, Sanne', 'de mok is stuk.'],
    ['Goedemiddag, waar is mijn pakket? Ik hoor graag van u. Fijne dag nog!', 'waar is mijn pakket?'],
    [
      'Danke für nichts. Gracias a nadie. Care instructions are missing. Carton is torn.',
      'Danke für nichts. Gracias a nadie. Care instructions are missing. Carton is torn.'
    ],
    // Of what is nothing else every word stays.
    ['Thanks!', 'Thanks!'],
    ['Hi Broken Parcel', 'Hi Broken Parcel'],
    ['', '']
  ])('of “%s” is “%s”', (text, left) => {
    expect(withoutCourtesies(text)).toBe(left)
  })

  it('sounds the same however politely a complaint is put, and takes no long over long ones', () => {
    const complaint = 'The parcel is missing and nobody answers.'
    const polite = `Dear team, ${complaint} Please tell me where it is. Thanks so much, Ann`
    expect(sentiment(polite)).toBeGreaterThan(0.2)
    expect(sentiment(withoutCourtesies(polite))).toBe(sentiment(complaint))
    for (const part of [
      '-',
      'A-',
      'A ',
      '. ',
      ', ',
      'Dear ',
      'hi, ',
      'dear all ',
      'thanks ',
      'hope to hear ',
      'alvast ',
      'danke schön ',
      'grazie ',
      'veuillez agréer '
    ])
      expect(withoutCourtesies(part.repeat(20_000))).toBeTypeOf('string')
  }, 2_000)
})
