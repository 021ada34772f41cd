import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What lists of who got which offer, and what came of it, call their columns; see `orders.ts` for how the phrases are written. */
export const offers: Record<FieldOf<'offers'>, string> = {
  customer: `${common.customer}, recipient id, subscriber id, lead id, prospect id, empfaenger id, destinataire id | ${common.customerLoose}, id, recipient, subscriber, subscriber key`,
  customerName: `${common.customerName} | name, nom, nombre, nome, naam`,
  customerEmail: common.customerEmail,
  campaign: `${common.campaign}, mailing name, email campaign, campaign code, promotion campaign, wave`,
  offer: `offer, offer id, offer name, offer code, offer type, offer title, promotion, promotion name, promotion code, promo, promo code, coupon, coupon code, coupon id, voucher, voucher code, deal, product offered, proposition, recommended product, treatment offer,
    angebot, angebotsname, angebots id, gutschein, gutscheincode, rabattcode, aktionscode, offre, nom de l offre, code promo, bon de reduction, coupon de reduction, promotion proposee, oferta, nombre de la oferta, id oferta, cupon, codigo promocional, promocion,
    offerta, nome offerta, nome dell offerta, buono sconto, codice promozionale, promozione, nome da oferta, cupom, codigo de promocao, promocao, aanbieding, aanbiedingsnaam, kortingscode, waardebon, actie`,
  variant: `variant, variation, version, ab variant, test variant, creative, treatment arm, arm, bucket, test version, cell, experiment variant, ab test group, subject line, template,
    variante, fassung, testvariante, version du test, variante del test, versione, versao, testversie
    | segment, treatment, group`,
  group: `group, test group, control group, treatment, treatment group, treated, is control, control, holdout, hold out, is treated, experiment group, assignment, exposure, exposed,
    gruppe, testgruppe, kontrollgruppe, zuteilung, behandelt, groupe, groupe test, groupe de controle, groupe temoin, temoin, grupo, grupo de prueba, grupo de control, tratamiento, gruppo, gruppo di controllo, gruppo di test, trattamento,
    grupo de teste, grupo de controle, tratamento, groep, testgroep, controlegroep, behandeling
    | segment`,
  channel: `${common.channel}, contact, contact channel, contact type, contact method, communication channel, sent via, delivery channel, medium, kontaktkanal, kontaktart, versandweg, versandkanal, canal d envoi, canal de contact, canal de envio, canal de contacto, canale di contatto, canale di invio, canal de contato, contactkanaal, verzendkanaal | type, source`,
  sentAt: `sent, sent at, sent on, date sent, send date, send time, sent time, sent date, delivered, delivered at, contact date, contacted at, contacted on, offer date, mailing date, mailed on, offered at, offered on, dispatch date, exposure date, assigned at, received at,
    gesendet, gesendet am, versendet am, verschickt am, versanddatum, versandt am, sendedatum, kontaktiert am, angeboten am, angebotsdatum, envoye, envoye le, date d envoi, date envoi, contacte le, date de contact,
    enviado, enviado el, fecha de envio, fecha envio, contactado el, fecha de contacto, fecha de la oferta, inviato, inviato il, data di invio, data invio, contattato il, data contatto, data offerta,
    enviado em, data de envio, data envio, contactado em, data de contato, data da oferta, verzonden, verzonden op, verzenddatum, verstuurd op, contactdatum
    | date, datum, fecha, data, timestamp, time, day`,
  opened: `opened, opened at, open, opens, email opened, open time, opened on, open date, viewed, viewed at, seen, read, impression, first open, first opened at,
    geoffnet, geoeffnet, geoffnet am, gesehen, gelesen, ouvert, ouvert le, vu, lu, ouverture, abierto, abierto el, apertura, visto, leido, aperto, aperto il, letto, aberto, aberto em, abertura, lido, geopend, geopend op, gezien, gelezen`,
  clicked: `clicked, clicked at, click, clicks, clicked on, click time, click date, link clicked, visit, visited, visited at, followed, website visit, first click, first clicked at, engaged,
    geklickt, geklickt am, angeklickt, klick, besucht, clique, clique le, clic, visite, cliqueado, clic en, clicado, visitado, cliccato, cliccato il, clic su, visitato, clicado em, clique em, visitou, geklikt, geklikt op, bezocht`,
  accepted: `accepted, accepted at, accepted on, acceptance, accept, response, responded, responded at, converted, conversion, conversions, converted at, purchased, purchased at, bought, redeemed, redeemed at, redemption, redeemed on, used, used at, claimed, outcome, result, subscribed, success, target, took offer, took it, accepted offer, offer accepted, answer, booked, deposit, completed, offer completed, term deposit, purchase,
    angenommen, angenommen am, eingelost, eingeloest, eingelost am, gekauft, reaktion, antwort, abgeschlossen, erfolg, ergebnis, konvertiert, accepte, accepte le, acceptee, achete, utilise, utilise le, reponse, converti, resultat, souscrit,
    aceptado, aceptada, aceptado el, canjeado, canjeado el, comprado, respuesta, respondio, convertido, resultado, exito, accettato, accettata, accettato il, riscattato, acquistato, utilizzato, risposta, convertito, risultato, esito,
    aceito, aceite, aceita, aceito em, resgatado, resgatado em, comprou, resposta, convertido em, sucesso, geaccepteerd, aangenomen, geaccepteerd op, ingewisseld, gekocht, reactie, geconverteerd, resultaat
    | y, label, status, sale, sold, class`,
  value: `value, spend, spent, revenue, sales, order value, amount, purchase amount, conversion value, amount spent, total spend, sale amount, revenue generated, basket value, amount purchased,
    wert, umsatz, betrag, ausgaben, bestellwert, valeur, montant, depense, chiffre d affaires, montant depense, valor, importe, gasto, gastado, ventas, valore, importo, spesa, speso, ricavo, valor gasto, receita, gasto total, waarde, bedrag, besteding, omzet, uitgegeven`,
  currency: common.currency,
  order: common.order
}
