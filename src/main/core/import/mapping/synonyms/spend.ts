import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What reports of advertising call their columns; see `orders.ts` for how the phrases are written. */
export const spend: Record<FieldOf<'spend'>, string> = {
  date: `date, day, reporting starts, report date, reporting date, date start, start date, week, month, week start, week starting, week commencing, month start, period start, period, from, date from, spend date, cost date, by day, report start, time period, billing period start,
    datum, tag, berichtsdatum, beginn, startdatum, von, woche, monat, zeitraum, kalenderwoche beginn, berichtsbeginn, jour, date de debut, debut, du, semaine, mois, periode, debut de la periode, debut des rapports, date du rapport,
    fecha, dia, fecha de inicio, inicio, desde, semana, mes, periodo, inicio del informe, data, giorno, data di inizio, data inizio, inizio, dal, settimana, mese, inizio report,
    data de inicio, inicio dos relatorios, inicio do periodo, de, dag, begindatum, week van, maand, vanaf, begin rapportage
    | timestamp, time`,
  until: `until, reporting ends, end date, date end, date stop, week end, week ending, month end, period end, to, date to, report end, billing period end,
    bis, ende, enddatum, berichtsende, fin, date de fin, au, fin des rapports, fecha de fin, hasta, fin del informe, data di fine, data fine, fine, al, fine report, data de fim, data final, ate, fim dos relatorios, einddatum, tot, tot en met, einde rapportage`,
  channel: `${common.channel}, source, medium, source medium, platform, network, publisher, ad network, advertising channel, account, account name, media, media channel, vendor, utm source, utm medium, publisher platform, partner, google ads account name,
    werbekanal, quelle, plattform, netzwerk, medium werbung, konto, kontoname, regie, plateforme, reseau, support publicitaire, nom du compte, fuente, plataforma, red, medio, nombre de la cuenta, fonte, piattaforma, rete, mezzo, nome account, rede, meio, nome da conta, bron, netwerk, accountnaam | site, type, domain`,
  campaign: `${common.campaign}, ad campaign, campaign group, session google ads campaign, session manual campaign name`,
  adSet: `ad set, ad set name, adset, adset name, ad set id, ad group, ad group name, adgroup, adgroup name, ad group id, placement, audience, line item, ad name, ad, creative, ad title,
    anzeigengruppe, anzeigengruppenname, anzeige, zielgruppe, anzeigenname, ensemble de publicites, nom de l ensemble de publicites, groupe d annonces, annonce, conjunto de anuncios, nombre del conjunto de anuncios, grupo de anuncios, anuncio,
    gruppo di inserzioni, nome gruppo di inserzioni, gruppo di annunci, annuncio, inserzione, nome do conjunto de anuncios, conjunto de anuncio, nome do anuncio, advertentieset, naam advertentieset, advertentiegroep, advertentie`,
  cost: `cost, costs, spend, spent, amount spent, total spend, total cost, ad spend, ad cost, ads cost, advertising cost, marketing spend, media spend, media cost, budget spent, amount, advertiser ad cost, google ads cost, cost usd, cost eur, invoice amount, actual cost, expense, expenses, outlay, investment,
    kosten, ausgaben, ausgegeben, ausgegebener betrag, werbekosten, werbeausgaben, betrag, aufwand, budget ausgegeben, mediakosten, cout, couts, depense, depenses, montant depense, montant, cout total, budget depense, frais, investissement,
    coste, costo, gasto, gastos, importe gastado, importe, gasto publicitario, coste total, costo total, inversion, importo speso, spesa, spese, importo, costi, spesa pubblicitaria, costo pubblicitario, investimento,
    custo, custos, valor gasto, valor usado, despesa, gasto total, valor investido, kosten totaal, uitgaven, besteed bedrag, bestede bedrag, bedrag, advertentiekosten, uitgegeven
    | budget, value, valor, total`,
  currency: `${common.currency}, currency code account`,
  impressions: `impressions, impr, imps, views, ad impressions, times shown, display, shows, reach, impressionen, einblendungen, aufrufe, reichweite, affichages, impressions publicitaires, portee, impresiones, alcance, visualizaciones, impressioni, visualizzazioni, copertura, impressoes, exibicoes, visualizacoes, vertoningen, weergaven, bereik
    | opens`,
  clicks: `clicks, link clicks, clicks all, total clicks, ad clicks, outbound clicks, unique clicks, google ads clicks, visits, sessions, klicks, klicks auf links, link klicks, clics, clics sur un lien, clics en el enlace, clics en enlaces, clics totales, clic, clic sul link, clic totali, cliques, cliques no link, klikken, linkklikken, klikken op links
    | results, traffic`,
  conversions: `conversions, conversion, purchases, website purchases, results, total conversions, key events, orders, sales, transactions, leads, actions, acquisitions, all conversions, conv,
    konversionen, kaufe, kaeufe, ergebnisse, bestellungen, abschlusse, achats, resultats, commandes, ventes, conversiones, compras, resultados, pedidos, ventas, conversioni, acquisti, risultati, ordini, vendite,
    conversoes, vendas, conversies, aankopen, resultaten, bestellingen`,
  revenue: `revenue, conversion value, conversions value, purchase value, purchases conversion value, purchase conversion value, website purchase value, total revenue, sales value, conv value, all conv value, ad revenue, return, turnover, gross revenue,
    umsatz, conversionwert, konversionswert, kaufwert, conversion wert von kaufen, erlose, erloese, chiffre d affaires, valeur de conversion, valeur des conversions, valeur de conversion des achats, revenus, revenu,
    ingresos, valor de conversion, valor de conversiones, valor de conversion de compras, facturacion, ricavi, ricavo, entrate, fatturato, valore di conversione, valore conversioni, valore di conversione degli acquisti,
    receita, valor de conversao, valor das conversoes, valor de conversao da compra, faturamento, omzet, conversiewaarde, aankoopwaarde, opbrengst
    | value, sales`
}
