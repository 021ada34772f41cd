import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/**
 * What order files call their columns, in English, German, French, Spanish, Italian, Portuguese and Dutch. Written
 * without accents; case, blanks, underscores and camelCase do not matter. The first phrases of a field are the usual
 * ones; those after the bar are used for it, but for other things too.
 */
export const orders: Record<FieldOf<'orders'>, string> = {
  customer: `${common.customer} | ${common.customerLoose}`,
  customerName: `${common.customerName} | name, company, company name, firma, shipping name, nom, nombre, nome, naam`,
  customerEmail: common.customerEmail,
  order: `${common.order}, ticket number | name, number, reference, ref, doc no, basket`,
  orderLine: `line item id, line items id, lineitem id, order item id, order line id, order line item id, order line number, order line no, order line nr, order item number, order item no, sales order line number, sales order line id, sales order item,
    line id, item line id, invoice line id, invoice item id, order detail id, order details id, sale line id, receipt line id, transaction line id, orderline id, orderitem id, orderlineid,
    bestellposition, bestellpositions id, bestellpositionsnummer, auftragsposition, auftragspositions id, auftragspositionsnummer, positions id, rechnungsposition, belegposition, positionskennung,
    id ligne, id de ligne, id ligne commande, id ligne de commande, identifiant de ligne, identifiant ligne, numero de ligne de commande, numero ligne commande, ligne de commande id,
    id linea, id de linea, id linea pedido, id linea de pedido, id de linea de pedido, numero de linea de pedido, id renglon,
    id riga, id riga ordine, id della riga, numero riga ordine, codice riga ordine,
    id linha, id da linha, id linha pedido, id do item do pedido, id item pedido, numero da linha do pedido,
    orderregel, orderregel id, orderregelnummer, bestelregel, bestelregel id, bestelregelnummer, factuurregel, regel id`,
  orderedAt: `order date, ordered at, order time, order datetime, order timestamp, date of order, order placed, order purchase timestamp, order created, order created at,
    invoice date, purchase date, date of purchase, purchased at, purchase time, transaction date, transaction time, transaction datetime, sale date, sales date, date of sale,
    sold at, bought at, booking date, receipt date, billing date, posting date, document date, bill date,
    bestelldatum, auftragsdatum, rechnungsdatum, kaufdatum, belegdatum, buchungsdatum, verkaufsdatum, umsatzdatum, bestellzeitpunkt, bestellt am, gekauft am, datum der bestellung,
    date de commande, date commande, date de facture, date facture, date d achat, date achat, date de vente, date vente, date de la commande,
    fecha de pedido, fecha pedido, fecha del pedido, fecha de compra, fecha compra, fecha de factura, fecha factura, fecha de venta, fecha venta,
    data ordine, data dell ordine, data fattura, data acquisto, data di acquisto, data vendita, data di vendita, data scontrino,
    data do pedido, data pedido, data da encomenda, data encomenda, data da compra, data compra, data da venda, data venda, data da fatura, data de compra,
    besteldatum, orderdatum, factuurdatum, aankoopdatum, verkoopdatum, datum bestelling
    | date, datum, fecha, data, datetime, date time, timestamp, time, created at, created, creation date, day, tag, jour, dia, paid at, processed at, zeitpunkt, datum uhrzeit`,
  status: `order status, status, financial status, payment status, fulfillment status, transaction status, order state, bestellstatus, auftragsstatus, zahlungsstatus,
    statut, statut commande, statut de la commande, etat commande, etat de la commande, estado, estado del pedido, estado pedido, stato, stato ordine, stato dell ordine,
    situacao, status do pedido, orderstatus, bestelstatus
    | state, etat`,
  currency: common.currency,
  country: `${common.country} | market, markt, nation`,
  channel: `channel, sales channel, order channel, source channel, order source, sale channel, purchase channel, kanal, vertriebskanal, verkaufskanal, bestellkanal, canal,
    canal de vente, canal de venta, canal de venda, canal de ventas, canale, canale di vendita, verkoopkanaal, kanaal
    | source, origin, source name, platform, plattform, marketplace, store, shop, filiale, medium`,
  product: `${common.product} | ${common.productLoose}, code, ref produit id`,
  productName: `${common.productName}, description, title, beschreibung, descripcion, descrizione, descricao, omschrijving, beschrijving | ${common.productLoose}, name`,
  category: `${common.category} | type, group, gruppe`,
  quantity: `quantity, qty, qty ordered, quantity ordered, order quantity, order qty, item quantity, item qty, units, units sold, unit count, pieces, pcs, no of items, number of items, num items,
    lineitem quantity, line item quantity, quantity sold, quantity refund, item count, items sold, quantity purchased,
    menge, anzahl, stueckzahl, stuckzahl, stueck, stuck, bestellmenge, verkaufsmenge, stk,
    quantite, qte, quantite commandee, quantite vendue, nombre d articles, nb articles,
    cantidad, cant, unidades, cantidad pedida, cantidad vendida, quantita, qta, pezzi, quantita ordinata,
    quantidade, qtd, qtde, unidades vendidas, aantal, hoeveelheid, stuks, besteld aantal
    | count, number of units, volume, items`,
  unitPrice: `unit price, price per unit, price each, item price, unit cost, unit sale price, selling price, sale price, product price, sales price, price unit, lineitem price, line item price,
    list price, retail price, unitprice, price per item,
    einzelpreis, stueckpreis, stuckpreis, preis pro stueck, preis pro stuck, preis je stuck, verkaufspreis, artikelpreis, stk preis, ep, einheitspreis,
    prix unitaire, pu, prix de vente, prix unitaire ht, prix unitaire ttc, prix article,
    precio unitario, precio unidad, precio de venta, precio venta, precio por unidad, prezzo unitario, prezzo di vendita, prezzo unita,
    preco unitario, preco de venda, preco por unidade, valor unitario, vk, vk preis, stukprijs, stuksprijs, eenheidsprijs, verkoopprijs, prijs per stuk, prijs per eenheid
    | price, preis, prix, precio, prezzo, preco, prijs, rate, item cost`,
  lineTotal: `line total, line amount, line value, total price, total amount, amount, sales amount, sale amount, order total, order value, order amount, total value, total sales, total, sales, sales value, revenue, turnover, subtotal, sub total,
    invoice amount, invoice total, invoice value, transaction amount, transaction value, transaction total, net amount, gross amount, grand total, extended price, amount paid, amount spent, total spent, spend, spent, total paid, payment value, payment amount,
    purchase amount, basket value, price total, net sales, gross sales, total cost, item total, row total, net revenue, gross revenue, total revenue,
    gesamtpreis, gesamtbetrag, gesamtsumme, summe, betrag, umsatz, bestellwert, auftragswert, rechnungsbetrag, positionswert, gesamt, netto, brutto, nettobetrag, bruttobetrag, zeilensumme, warenwert, zahlbetrag, nettoumsatz, bruttoumsatz, gesamtwert,
    montant, montant total, montant ttc, montant ht, total ttc, total ht, prix total, chiffre d affaires, ca, total ligne, montant commande, total commande, montant facture,
    importe, importe total, precio total, monto, monto total, total linea, ventas, valor total, total pedido, total factura, total venta, ingresos,
    importo, importo totale, totale, totale riga, prezzo totale, fatturato, totale ordine, totale fattura, ricavo, ricavi, incasso,
    valor, valor da venda, valor do pedido, preco total, faturamento, receita, montante, total do pedido, valor pago, valor liquido,
    imponibile, importo netto, totale netto, base imponible, importe neto, total neto, valor neto, montant hors taxe, montant hors taxes, total hors taxe, total hors taxes,
    bedrag, totaalbedrag, totaal, totaalprijs, omzet, orderbedrag, orderwaarde, regeltotaal, totale prijs, subtotaal, factuurbedrag
    | value, cost, payment, paid, wert, price, preis, prix, precio, prezzo, preco, prijs`,
  discount: `discount, discount amount, line discount, lineitem discount, line item discount, rebate, order discount, total discount, item discount, discount value, promo discount, coupon discount, discount percent, discount percentage, discount pct, discount rate,
    rabatt, rabattbetrag, rabatt in prozent, rabattsatz, rabatt prozent, taux de remise, porcentaje de descuento, percentuale sconto, percentual de desconto, kortingspercentage, nachlass, preisnachlass, skonto, remise, montant remise, rabais, reduction, descuento, importe descuento, dto, sconto, importo sconto,
    desconto, valor desconto, valor do desconto, korting, kortingsbedrag, kortingbedrag`
}
