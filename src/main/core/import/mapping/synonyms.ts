import type { OrderField } from '../../../../shared/model/import.ts'

/**
 * What order files call their columns, in English, German, French, Spanish, Italian, Portuguese and Dutch. Written
 * without accents; case, blanks, underscores and camelCase do not matter. The first phrases of a field are the usual
 * ones; those after the bar are used for it, but for other things too.
 */
const phrases: Record<OrderField, string> = {
  customer: `customer id, customer no, customer nr, customer number, customer code, customer key, customer ref, customer unique id, customer,
    cust id, cust no, cust, client id, client no, client number, client code, client, buyer id, buyer, user id, shopper id, member id, member no,
    member number, account id, account no, account number, consumer id, patron id, contact id, guest id, card id, loyalty id, loyalty card,
    kunde, kunden, kunden id, kundennummer, kundennr, kunden nr, kundenkennung, kundencode, kaufer, kaeufer, debitor, debitorennummer, debitor nr,
    besteller, mitgliedsnummer, mitglied, auftraggeber,
    numero client, no client, n client, code client, id client, identifiant client, ref client, numero de client, acheteur,
    cliente, id cliente, cliente id, numero de cliente, numero cliente, nro cliente, codigo cliente, codigo de cliente, cod cliente, comprador,
    codice cliente, numero del cliente, acquirente, id do cliente, codigo do cliente, numero do cliente,
    klant, klantnummer, klant id, klantnr, klant nr, klantcode, koper, debiteur, debiteurnummer
    | user, username, user name, account, member, household key, household id, visitor id, bill to, sold to`,
  customerName: `customer name, client name, buyer name, full name, contact name, billing name, bill to name, cust name, customer full name, recipient,
    kundenname, name des kunden, kaufername, nom client, nom du client, nom complet, nombre cliente, nombre del cliente, nombre de cliente,
    nome cliente, nome del cliente, ragione sociale, nome do cliente, razao social, razon social, klantnaam, naam klant
    | name, company, company name, firma, shipping name`,
  customerEmail: `email, e mail, customer email, email address, e mail address, mail, buyer email, billing email, contact email, client email, mailadresse,
    email adresse, e mail adresse, kunden email, courriel, adresse email, adresse e mail, mail client, email client, correo, correo electronico,
    email cliente, indirizzo email, posta elettronica, endereco de email, emailadres, e mailadres, mailadres`,
  order: `order id, order no, order nr, order number, order ref, order reference, order code, order key, order, invoice id, invoice no, invoice number, invoice nr,
    invoice, transaction id, transaction no, transaction number, transaction, receipt id, receipt no, receipt number, receipt, basket id,
    sales order, sales order number, sale id, so number, purchase order, purchase id, bill no, bill number, ticket number, document number, document no,
    bestellnummer, bestell nr, bestellnr, bestell id, bestellung, auftragsnummer, auftragsnr, auftrags nr, auftrag, rechnungsnummer,
    rechnungsnr, rechnungs nr, rechnung, belegnummer, belegnr, beleg nr, beleg, bonnummer, vorgangsnummer,
    numero de commande, numero commande, no commande, n commande, n de commande, id commande, ref commande, commande, numero de facture,
    numero facture, n facture, n de facture, facture,
    pedido, numero de pedido, nro pedido, id pedido, no pedido, num pedido, factura, numero de factura, nro factura, num factura,
    ordine, numero ordine, id ordine, nr ordine, n ordine, fattura, numero fattura, n fattura, scontrino, numero scontrino,
    numero do pedido, id do pedido, codigo do pedido, fatura, numero da fatura, nota fiscal,
    bestelnummer, ordernummer, ordernr, bestelling, factuurnummer, factuurnr, factuur, bonnr
    | name, number, reference, ref, doc no, basket`,
  orderedAt: `order date, ordered at, order time, order datetime, order timestamp, date of order, order placed, order purchase timestamp, order created, order created at,
    invoice date, purchase date, date of purchase, purchased at, purchase time, transaction date, transaction time, transaction datetime, sale date, sales date, date of sale,
    sold at, bought at, booking date, receipt date, billing date, posting date, document date, bill date,
    bestelldatum, auftragsdatum, rechnungsdatum, kaufdatum, belegdatum, buchungsdatum, verkaufsdatum, umsatzdatum, bestellzeitpunkt, bestellt am, gekauft am, datum der bestellung,
    date de commande, date commande, date de facture, date facture, date d achat, date achat, date de vente, date vente, date de la commande,
    fecha de pedido, fecha pedido, fecha del pedido, fecha de compra, fecha compra, fecha de factura, fecha factura, fecha de venta, fecha venta,
    data ordine, data dell ordine, data fattura, data acquisto, data di acquisto, data vendita, data di vendita, data scontrino,
    data do pedido, data pedido, data da compra, data compra, data da venda, data venda, data da fatura, data de compra,
    besteldatum, orderdatum, factuurdatum, aankoopdatum, verkoopdatum, datum bestelling
    | date, datum, fecha, data, datetime, date time, timestamp, time, created at, created, creation date, day, tag, jour, dia, paid at, processed at, zeitpunkt, datum uhrzeit`,
  status: `order status, status, financial status, payment status, fulfillment status, transaction status, order state, bestellstatus, auftragsstatus, zahlungsstatus,
    statut, statut commande, statut de la commande, etat commande, etat de la commande, estado, estado del pedido, estado pedido, stato, stato ordine, stato dell ordine,
    situacao, status do pedido, orderstatus, bestelstatus
    | state, etat`,
  currency: `currency, currency code, order currency, invoice currency, transaction currency, ccy, waehrung, wahrung, waehrungscode, wahrungscode, devise, monnaie, code devise,
    moneda, divisa, codigo moneda, valuta, codice valuta, moeda, codigo moeda, munt`,
  country: `country, country name, country code, customer country, shipping country, billing country, ship country, bill country, ship to country, land, kundenland,
    lieferland, rechnungsland, landercode, laendercode, landescode, pays, pays client, pays de livraison, pais, pais cliente, paese, nazione, stato estero, landcode, market country
    | market, markt, nation`,
  channel: `channel, sales channel, order channel, source channel, order source, sale channel, purchase channel, kanal, vertriebskanal, verkaufskanal, bestellkanal, canal,
    canal de vente, canal de venta, canal de venda, canal de ventas, canale, canale di vendita, verkoopkanaal, kanaal
    | source, origin, source name, platform, plattform, marketplace, store, shop, filiale, medium`,
  product: `product id, product no, product number, product code, product key, sku, sku id, sku code, stock code, item id, item no, item number, item code, item sku, lineitem sku, line item sku, article id, article no,
    article number, article code, asin, ean, ean code, gtin, upc, barcode, isbn, part number, part no, material number, variant id, variant sku, product sku,
    artikelnummer, artikelnr, artikel nr, artikel id, artikelcode, produktnummer, produkt id, produktcode, produktnr, materialnummer, bestellartikel,
    reference produit, ref produit, code produit, id produit, code article, reference article, ref article, code barre,
    codigo producto, codigo de producto, id producto, referencia producto, codigo articulo, codigo de articulo,
    codice prodotto, id prodotto, codice articolo, codigo produto, codigo do produto, id produto, id do produto,
    productcode, productnummer, productnr
    | product, item, article, artikel, produkt, produit, producto, prodotto, produto, articulo, articolo, artigo, code, ref produit id`,
  productName: `product name, product title, product description, item name, item description, lineitem name, line item name, article name, article description, description, product desc, item desc, stock description,
    title, product label, produktname, produktbezeichnung, artikelname, artikelbezeichnung, bezeichnung, beschreibung, artikelbeschreibung, produktbeschreibung,
    nom produit, nom du produit, libelle, libelle produit, designation, description produit, libelle article,
    nombre producto, nombre del producto, nombre de producto, descripcion, descripcion producto, descripcion del producto,
    nome prodotto, nome del prodotto, descrizione, descrizione prodotto, descrizione articolo, nome produto, nome do produto, descricao, descricao do produto,
    productnaam, artikelnaam, omschrijving, artikelomschrijving, productomschrijving, beschrijving
    | product, item, article, artikel, produkt, produit, producto, prodotto, produto, articulo, articolo, artigo, name`,
  category: `category, product category, category name, item category, product category name, product type, product group, product line, item type, item group, department, category code, sub category,
    kategorie, warengruppe, produktkategorie, produktgruppe, artikelgruppe, produkttyp, artikelkategorie, sortiment,
    categorie, categorie produit, categorie de produit, famille, famille produit, type de produit, rayon,
    categoria, categoria producto, categoria de producto, familia, tipo de producto, categoria prodotto, categoria merceologica, reparto, tipo prodotto,
    categoria do produto, categoria produto, tipo de produto, productgroep, productcategorie, artikelgroep
    | type, group, gruppe`,
  quantity: `quantity, qty, qty ordered, quantity ordered, order quantity, order qty, item quantity, item qty, units, units sold, unit count, pieces, pcs, no of items, number of items, num items,
    lineitem quantity, line item quantity, quantity sold, item count, items sold, quantity purchased,
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
    preco unitario, preco de venda, preco por unidade, valor unitario, stukprijs, eenheidsprijs, verkoopprijs, prijs per stuk, prijs per eenheid
    | price, preis, prix, precio, prezzo, preco, prijs, rate`,
  lineTotal: `line total, line amount, line value, total price, total amount, amount, sales amount, sale amount, order total, order value, order amount, total value, total sales, total, sales, sales value, revenue, turnover, subtotal, sub total,
    invoice amount, invoice total, invoice value, transaction amount, transaction value, transaction total, net amount, gross amount, grand total, extended price, amount paid, amount spent, total spent, spend, spent, total paid, payment value, payment amount,
    purchase amount, basket value, price total, net sales, gross sales, total cost, item total, row total, net revenue, gross revenue, total revenue,
    gesamtpreis, gesamtbetrag, gesamtsumme, summe, betrag, umsatz, bestellwert, auftragswert, rechnungsbetrag, positionswert, gesamt, netto, brutto, nettobetrag, bruttobetrag, zeilensumme, warenwert, zahlbetrag, nettoumsatz, bruttoumsatz, gesamtwert,
    montant, montant total, montant ttc, montant ht, total ttc, total ht, prix total, chiffre d affaires, ca, total ligne, montant commande, total commande, montant facture,
    importe, importe total, precio total, monto, monto total, total linea, ventas, valor total, total pedido, total factura, total venta, ingresos,
    importo, importo totale, totale, totale riga, prezzo totale, fatturato, totale ordine, totale fattura, ricavo, ricavi, incasso,
    valor, valor da venda, valor do pedido, preco total, faturamento, receita, montante, total do pedido, valor pago,
    bedrag, totaalbedrag, totaal, totaalprijs, omzet, orderbedrag, orderwaarde, regeltotaal, totale prijs, subtotaal, factuurbedrag
    | value, cost, payment, paid, wert, price, preis, prix, precio, prezzo, preco, prijs`,
  discount: `discount, discount amount, line discount, lineitem discount, line item discount, rebate, order discount, total discount, item discount, discount value, promo discount, coupon discount,
    rabatt, rabattbetrag, nachlass, preisnachlass, skonto, remise, montant remise, rabais, reduction, descuento, importe descuento, dto, sconto, importo sconto,
    desconto, valor desconto, valor do desconto, korting, kortingsbedrag, kortingbedrag`
}

/** A phrase as run-together words, and how surely a header of exactly these words means the field. */
export interface Phrase {
  squashed: string
  strength: 'usual' | 'loose'
}

export const synonyms: ReadonlyMap<OrderField, readonly Phrase[]> = new Map(
  (Object.keys(phrases) as OrderField[]).map((field) => {
    const [usual = '', loose = ''] = phrases[field].split('|')
    const list = (text: string, strength: Phrase['strength']): Phrase[] =>
      text
        .split(',')
        .map((phrase) => phrase.replace(/\s+/g, ''))
        .filter((phrase) => phrase !== '')
        .map((squashed) => ({ squashed, strength }))
    return [field, [...list(usual, 'usual'), ...list(loose, 'loose')]]
  })
)

/** Words that say nothing about which field it is, so `Order Date (UTC)` is an order date and `Price in EUR` a price. */
export const neutralWords: ReadonlySet<string> = new Set(
  `id ids no nr num nro number numero nummer code cod codigo codice key ref the a of in per de der des du la le el del do da di van het x
   utc gmt cet local local time gbp eur usd chf cad aud sek nok dkk pln incl excl vat tax mwst ttc ht iva btw net gross netto brutto
   original raw text str value field column`.split(/\s+/)
)
