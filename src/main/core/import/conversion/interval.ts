import { words } from '../mapping/normalise.ts'

const units: [months: number, said: Set<string>][] = (
  [
    [1 / 30.4375, 'day days daily tag tage taglich taeglich jour jours dia dias giorno giorni dag dagen'],
    [
      7 / 30.4375,
      'week weeks weekly woche wochen wochentlich woechentlich semaine semaines semana semanas semanal settimana settimane weken'
    ],
    [
      1,
      'm mo mon month months monthly monat monate monatlich mois mensuel mensuelle mes meses mensual mensile mese mesi mensal maand maanden maandelijks'
    ],
    [
      3,
      'quarter quarters quarterly quartal vierteljahr vierteljahrlich trimestre trimestriel trimestrielle trimestral trimestrale kwartaal kwartalen'
    ],
    [
      6,
      'semiannual semiannually biannual biannually halbjahr halbjahrlich semestre semestriel semestrielle semestral semestrale halfjaar halfjaarlijks'
    ],
    [
      12,
      'y yr year years yearly annual annually annum jahr jahre jahrlich jaehrlich an ans annee annuel annuelle ano anos anual anno anni annuale jaar jaren jaarlijks'
    ]
  ] as const
).map(([months, said]) => [months, new Set(said.split(' '))])
const numbers = new Map(Object.entries({ half: 0.5, one: 1, two: 2, three: 3, four: 4, six: 6, twelve: 12 }))

/**
 * How many months the price of a subscription is for, by what a file calls the interval: `yearly`, `3 months`, `Month-to-month`.
 *
 * @returns null where no unit of time is in it
 */
export function monthsOfInterval(interval: string): number | null {
  const said = words(interval)
  const unit = units.find(([, names]) => said.some((word) => names.has(word)))
  if (unit === undefined) return null
  const many = said.map((word) => numbers.get(word) ?? Number(word)).find((value) => value > 0) ?? 1
  return many * unit[0]
}
