import type { SourceKind } from '../../../../shared/model/kinds.ts'
import { words } from './normalise.ts'

/**
 * Words of headers that are no field of Sextant and yet tell of what kind a table is: what is written about people stands in
 * lists of people, and a cost per click in reports of advertising.
 */
const supporting: Partial<Record<SourceKind, string>> = {
  customers: `gender sex age birth birthday birthdate dob income education marital married profession job occupation household kids children loyalty tenure
    vip salutation title geschlecht alter geburtsdatum anrede beruf einkommen sexe naissance civilite profesion sexo edad nacimiento ingresos
    sesso eta nascita reddito idade nascimento geslacht leeftijd geboortedatum`,
  products: `weight width height length depth size color colour stock inventory dimensions material barcode variant unit packaging photos published
    gewicht breite hoehe laenge farbe bestand einheit poids largeur hauteur longueur couleur peso ancho alto largo color existencias
    larghezza altezza lunghezza colore giacenza largura altura comprimento cor estoque breedte hoogte lengte kleur voorraad`,
  tickets: `escalated escalation impact severity resolution sla requester assignee solved symptom caller incident troubleshooting
    eskalation loesung storung escalade dysfonctionnement escalado solucion incidencia escalation chamado storing`,
  touchpoints: `utm referrer browser os screen useragent ip bounce cohort lifecycle funnel pageview scroll`,
  feedback: `helpful verified recommend recommends likert detractor promoter survey question respondent verbatim variation`,
  offers: `response responder control treatment campaign mailing poutcome pdays contact redemption coupon uplift visit newbie opt`,
  spend: `cpc cpm ctr cpa roas reach frequency bid budget impressions quality cpl`,
  subscriptions: `mrr arr churn trial renewal recurring billing seats plan auto renew paused`
}

const sets = new Map(Object.entries(supporting).map(([kind, text]) => [kind as SourceKind, new Set(words(text))] as const))

/** Whether a header holds a word that speaks for the kind. */
export function speaksFor(kind: SourceKind, header: string): boolean {
  const set = sets.get(kind)
  return set !== undefined && words(header).some((word) => set.has(word))
}
