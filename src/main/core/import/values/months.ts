/** Month names in English, German, French, Spanish, Italian, Portuguese and Dutch, whole and as usually cut. */
const names: readonly (readonly string[])[] = [
  ['january', 'januar', 'janvier', 'enero', 'gennaio', 'janeiro', 'januari', 'jan', 'ene', 'gen', 'janv', 'janner', 'jaenner'],
  ['february', 'februar', 'fevrier', 'febrero', 'febbraio', 'fevereiro', 'februari', 'feb', 'fev', 'fevr', 'feber'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'marco', 'maart', 'mar', 'mrz', 'mrt', 'mae'],
  ['april', 'avril', 'abril', 'aprile', 'apr', 'abr', 'avr'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'mei', 'mag'],
  ['june', 'juni', 'juin', 'junio', 'giugno', 'junho', 'jun', 'giu'],
  ['july', 'juli', 'juillet', 'julio', 'luglio', 'julho', 'jul', 'juil', 'lug'],
  ['august', 'aout', 'agosto', 'augustus', 'aug', 'ago'],
  ['september', 'septembre', 'septiembre', 'setiembre', 'settembre', 'setembro', 'sep', 'sept', 'set'],
  ['october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'oct', 'okt', 'ott', 'out'],
  ['november', 'novembre', 'noviembre', 'novembro', 'nov'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dicembre', 'dezembro', 'dec', 'dez', 'dic']
]

const numbers = new Map(names.flatMap((month, i) => month.map((name) => [name, i + 1] as const)))

/** 1..12, or 0 for a word that is no month. */
export function monthOf(word: string): number {
  return numbers.get(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) ?? 0
}
