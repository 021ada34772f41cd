import type { StageRole } from '../../../shared/model/journey.ts'
import { words } from '../import/mapping/normalise.ts'

/**
 * What shops call the things that customers do, by stage, in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
 * Beginnings of words, without accents; a dot ends the word. The first list that fits decides, so the more telling ones
 * stand first: `referral share` before `share`, `checkout` before `page view`.
 */
const lists: readonly [StageRole, string][] = [
  [
    'loyalty',
    `referral|refer.|referred|invite.|invited|recommend|tell a friend|points redeem|redeem points|loyalty|reward|subscribe and save|
     reorder|repurchase|repeat order|vip|member get member|empfehl|weiterempfehl|freunde werben|treuepunkt|bonuspunkt|nachbestell|praemie|
     parrain|fidelite|recommand|recommander|points fidelite|recomend|fidelidad|fidelizacion|puntos canje|invita a|passaparola|
     fedelta|punti premio|riordin|aanbevel|spaarpunt|klantenkaart|indicacao|fidelidade|polec|lojaln|program lojal`
  ],
  [
    'post-purchase',
    `parcel|track order|order track|order status|delivery status|shipment|shipped|delivered|return request|return label|returns.|refund|
     support|help center|helpdesk|ticket|complaint|contact us|live chat|chat.|write review|review submit|review posted|review written|leave review|
     product review|rate product|rating submit|feedback|survey|nps|csat|unbox|install|setup guide|manual download|warranty|invoice download|
     sendungsverfolg|lieferstatus|retoure|rucksend|reklamation|beschwerde|kundendienst|bewertung abgegeben|umfrage|garantie|hilfe.|
     suivi colis|suivi commande|retour produit|remboursement|reclamation|service client|avis depose|enquete|
     seguimiento|devolucion|reembolso|soporte|atencion al cliente|encuesta|queja|tracciamento|spedizione|reso.|rimborso|assistenza|reclamo|sondaggio|
     retourzending|klantenservice|klacht|rastreio|rastreamento|devolucao|suporte|reclamacao|pesquisa satisf|sledzenie|zwrot|reklamac|pomoc|ankieta`
  ],
  [
    'purchase',
    `purchase|order placed|order complete|order confirm|order success|order created|place order|placed order|transaction|payment success|payment complete|
     payment succeeded|checkout complete|checkout completed|checkout success|checkout thank|thank you|thanks.|bought|paid.|conversion.|sale.|
     kauf.|gekauft|bestellung abgeschlossen|bestellung aufgegeben|bestellbestatig|danke|bezahlt|kaufabschluss|
     achat|commande confirm|commande validee|commande passee|merci|paiement reussi|compra|pedido confirm|pedido realizado|gracias|pago realizado|
     acquisto|ordine confermato|ordine effettuato|grazie|aankoop|bestelling geplaatst|bedankt|compra concluida|pedido concluido|obrigad|
     zakup.|zamowienie zloz|dziekuj|platnosc zakon`
  ],
  [
    'decision',
    `add to cart|added to cart|cart.|basket|checkout|shipping|delivery option|delivery address|payment|billing|voucher|coupon|promo code|apply code|begin checkout|quote|
     request offer|trial|demo|configurator|book appointment|
     warenkorb|zur kasse|kasse.|versandart|zahlung|gutschein|lieferadresse|angebot anfordern|probefahrt|termin buchen|
     panier|caisse.|livraison|paiement|code promo|devis|essai gratuit|carrito|cesta|pago.|envio|cupon|presupuesto|prueba gratis|
     carrello|cassa.|pagamento|spedizione scelta|buono sconto|preventivo|winkelwagen|winkelmand|afrekenen|betaling|verzending|kortingscode|offerte|
     carrinho|finalizar|frete|orcamento|koszyk|kasa.|platnosc|dostawa|kupon|wycena`
  ],
  [
    'consideration',
    `product|item view|view item|view content|detail page|pdp|catalog|category|collection|listing|plp|search|filter|sort.|compare|comparison|wishlist|wish list|favo|
     size guide|read review|review page|reviews.|faq|blog|guide|article|lookbook|store locator|price list|pricing|newsletter signup|sign up|signup|register|
     account created|webinar|brochure|
     produkt|artikel|kategorie|katalog|suche|suchen|vergleich|merkzettel|wunschliste|ratgeber|registrier|preisliste|grossentabelle|
     produit|fiche|categorie|catalogue|recherche|filtre|comparer|comparatif|liste de souhaits|favoris|inscription|tarif|
     producto|categoria|busqueda|buscar|comparar|lista de deseos|registro|precio|prodotto|catalogo|ricerca|cerca|confronta|lista desideri|prezzi|
     zoeken|vergelijk|verlanglijst|categorie|registreren|produto|busca|pesquisa|comparacao|lista de desejos|cadastro|
     wyszukiw|szukaj|porown|ulubion|lista zyczen|rejestracj|cennik|kategori`
  ],
  [
    'awareness',
    `ad.|ads.|advert|impression|campaign|landing|banner|promo|visit|session start|first visit|home.|homepage|homepage view|index|email open|email click|
     mail click|newsletter|social|flyer|catalog mailing|tv spot|radio|influencer|display|referrer|page view|pageview|welcome|app open|app install|
     anzeige|werbung|werbe|startseite|besuch|einstieg|aktion|kampagne|annonce|publicite|accueil|visite|bandeau|
     anuncio|publicidad|inicio|visita|portada|campana|pubblicita|annuncio|campagna|pagina iniziale|advertentie|bezoek|startpagina|reclame.|
     propaganda|pagina inicial|campanha|reklama|strona glowna|wizyta|kampania|baner`
  ]
]

const phrases: readonly (readonly [StageRole, readonly string[]])[] = lists.map(([stage, text]) => [
  stage,
  text
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
])

/** The stage that a name speaks of; null when no word is known. */
export function stageByWords(name: string): StageRole | null {
  const text = ` ${words(name).join(' ')} `
  for (const [stage, list] of phrases) {
    const fits = list.some((phrase) => text.includes(phrase.endsWith('.') ? ` ${phrase.slice(0, -1)} ` : ` ${phrase}`))
    if (fits) return stage
  }
  return null
}

const trouble =
  ` error| fail| bug| crash| declin| reject| timeout| time out| unavailable| out of stock| sold out| not found| 404 | 500 | invalid| cancel| abandon| expired|` +
  ` fehler| storung| abgelehnt| abbruch| ausverkauft| nicht verfugbar| ungultig| erreur| echec| refus| indisponible| rupture| annul| fallo| rechazad| agotado|` +
  ` cancelad| errore| rifiutat| esaurito| annullat| fout| mislukt| geweigerd| uitverkocht| geannuleerd| erro | falha| recusad| esgotado|` +
  ` blad| odrzucon| niedostepn| anulow`
const troubles = trouble.split('|')

/** Whether a name speaks of something that went wrong. */
export function speaksOfTrouble(name: string): boolean {
  const text = ` ${words(name).join(' ')} `
  return troubles.some((word) => text.includes(word))
}
