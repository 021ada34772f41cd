import type { Stream } from './random/stream.ts'

/** Names and places. All e-mail addresses are in the domains that are reserved for examples. */
const FIRST =
  'Aoife Niamh Ciara Sinead Orla Grainne Emma Sarah Laura Anna Lena Julia Katrin Sophie Marie Chloé Camille Inès Eva Lotte Sanne Femke Noor Carmen Lucía Elena Marta Ruth Helen Alice Conor Sean Liam Eoin Padraig Declan Cian Oisin Jack Daniel Lukas Jonas Felix Moritz Jürgen Stefan Hugo Louis Étienne Mathieu Daan Bram Ruben Pieter Pablo Javier Diego Thomas Martin Peter Paul David Frank Mark'.split(
    ' '
  )
const LAST =
  "Murphy Kelly O'Sullivan Walsh Byrne Ryan O'Connor O'Neill Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray Quinn Moore Nolan Schmidt Weber Fischer Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Dubois Laurent Moreau Girard Lefèvre Roux Fournier Mercier Peeters Maes Claes Gruber Huber Pichler García Fernández López Ruiz Navarro Torres Brown Clarke Reid".split(
    ' '
  )
const PLACES: [country: string, weight: number, cities: string[]][] = [
  ['Ireland', 46, ['Dublin', 'Cork', 'Galway', 'Limerick', 'Waterford', 'Kilkenny', 'Sligo']],
  ['Germany', 15, ['Berlin', 'Hamburg', 'München', 'Köln', 'Leipzig', 'Freiburg']],
  ['Netherlands', 12, ['Amsterdam', 'Utrecht', 'Groningen', 'Leiden']],
  ['France', 11, ['Paris', 'Lyon', 'Nantes', 'Lille', 'Bordeaux']],
  ['Belgium', 7, ['Gent', 'Antwerpen', 'Liège']],
  ['Austria', 5, ['Wien', 'Graz', 'Linz']],
  ['Spain', 4, ['Madrid', 'Valencia', 'Bilbao']]
]
const DOMAINS = ['example.com', 'example.org', 'example.net']

export interface Person {
  name: string
  email: string
  country: string
  city: string
  birthYear: number
}

/** Letters as an address has them: `Chloé O'Neill` -> `chloe.oneill`. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

export const place = (random: Stream): { country: string; city: string } => {
  const chosen = PLACES[random.weighted(PLACES.map(([, weight]) => weight))] ?? PLACES[0]
  if (!chosen) throw new RangeError('no places')
  return { country: chosen[0], city: random.pick(chosen[2]) }
}

/** `unique` keeps two people of one name apart in their addresses. */
export function person(random: Stream, unique: number): Person {
  const first = random.pick(FIRST)
  const last = random.pick(LAST)
  return {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}${unique}@${random.pick(DOMAINS)}`,
    ...place(random),
    birthYear: Math.round(Math.min(2004, Math.max(1940, 1980 + 13 * random.normal())))
  }
}
