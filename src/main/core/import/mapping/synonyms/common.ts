/** Phrases that several kinds share, in the seven languages. */

/** The shop's own number of a customer. */
export const customer = `customer id, customer no, customer nr, customer number, customer code, customer key, customer ref, customer unique id, customer,
  cust id, cust no, cust, client id, client no, client number, client code, client, buyer id, buyer, user id, shopper id, member id, member no,
  member number, account id, account no, account number, consumer id, patron id, contact id, guest id, card id, loyalty id, loyalty card,
  customer reference, customer external id, external customer id,
  kunde, kunden, kunden id, kundennummer, kundennr, kunden nr, kundenkennung, kundencode, kaufer, kaeufer, debitor, debitorennummer, debitor nr,
  besteller, mitgliedsnummer, mitglied, auftraggeber,
  numero client, no client, n client, code client, id client, identifiant client, ref client, numero de client, acheteur,
  cliente, id cliente, cliente id, numero de cliente, numero cliente, nro cliente, codigo cliente, codigo de cliente, cod cliente, comprador,
  codice cliente, numero del cliente, acquirente, id do cliente, codigo do cliente, numero do cliente,
  klant, klantnummer, klant id, klantnr, klant nr, klantcode, koper, debiteur, debiteurnummer`
export const customerLoose = `user, username, user name, account, member, household key, household id, visitor id, bill to, sold to`

export const customerName = `customer name, client name, buyer name, full name, contact name, billing name, bill to name, cust name, customer full name, recipient,
  user full name, member name, account name, billing full name,
  kundenname, name des kunden, kaufername, nom client, nom du client, nom complet, nombre cliente, nombre del cliente, nombre de cliente, nombre completo,
  nome cliente, nome del cliente, nome completo, ragione sociale, nome do cliente, razao social, razon social, klantnaam, naam klant, volledige naam`

export const customerEmail = `email, e mail, customer email, email address, e mail address, mail, buyer email, billing email, contact email, client email, user email, mailadresse,
  customer email address, customer e mail, user email address, subscriber email, recipient email,
  email adresse, e mail adresse, kunden email, kunden e mail, kundenmail, courriel, adresse email, adresse e mail, adresse mail, mail client, email client, adresse electronique,
  correo, correo electronico, email cliente, email del cliente, direccion de correo, direccion de correo electronico,
  indirizzo email, indirizzo e mail, posta elettronica, endereco de email, endereco de e mail, e mail do cliente, emailadres, e mailadres, mailadres, e mail klant`

export const order = `order id, order no, order nr, order number, order ref, order reference, order code, order key, order, invoice id, invoice no, invoice number, invoice nr,
  invoice, transaction id, transaction no, transaction number, transaction, receipt id, receipt no, receipt number, receipt, basket id,
  sales order, sales order number, sale id, so number, purchase order, purchase id, bill no, bill number, document number, document no,
  bestellnummer, bestell nr, bestellnr, bestell id, bestellung, auftragsnummer, auftragsnr, auftrags nr, auftrag, rechnungsnummer,
  rechnungsnr, rechnungs nr, rechnung, belegnummer, belegnr, beleg nr, beleg, bonnummer, vorgangsnummer,
  numero de commande, numero commande, no commande, n commande, n de commande, id commande, ref commande, commande, numero de facture,
  numero facture, n facture, n de facture, facture,
  pedido, numero de pedido, nro pedido, id pedido, no pedido, num pedido, factura, numero de factura, nro factura, num factura,
  ordine, numero ordine, id ordine, nr ordine, n ordine, fattura, numero fattura, n fattura, scontrino, numero scontrino,
  numero do pedido, id do pedido, codigo do pedido, encomenda, numero da encomenda, no encomenda, no da encomenda, id da encomenda, ref encomenda, fatura, numero da fatura, nota fiscal,
  bestelnummer, ordernummer, ordernr, bestelling, factuurnummer, factuurnr, factuur, bonnr`

export const currency = `currency, currency code, order currency, invoice currency, transaction currency, ccy, waehrung, wahrung, waehrungscode, wahrungscode, devise, monnaie, code devise,
  moneda, divisa, codigo moneda, valuta, codice valuta, moeda, codigo moeda, munt, valutacode, account currency, price currency, cost currency, currency iso`

export const country = `country, country name, country code, customer country, shipping country, billing country, ship country, bill country, ship to country, land, kundenland,
  lieferland, rechnungsland, landercode, laendercode, landescode, pays, pays client, pays de livraison, pais, pais cliente, paese, nazione, stato estero, landcode, market country,
  country of residence, address country, code pays, codigo pais, codice paese, codigo do pais`

export const product = `product id, product no, product number, product code, product key, sku, sku id, sku code, stock code, item id, item no, item number, item code, item sku, lineitem sku, line item sku, article id, article no,
  article number, article code, asin, ean, ean code, gtin, upc, barcode, isbn, part number, part no, material number, variant id, variant sku, product sku, product ref, product reference,
  artikelnummer, artikelnr, artikel nr, artikel id, artikelcode, produktnummer, produkt id, produktcode, produktnr, materialnummer, bestellartikel,
  reference produit, ref produit, code produit, id produit, code article, reference article, ref article, code barre,
  codigo producto, codigo de producto, id producto, id de producto, referencia producto, codigo articulo, codigo de articulo,
  codice prodotto, id prodotto, codice articolo, codigo produto, codigo do produto, id produto, id do produto,
  productcode, productnummer, productnr`
export const productLoose = `product, item, article, artikel, produkt, produit, producto, prodotto, produto, articulo, articolo, artigo`

export const productName = `product name, product title, product description, item name, item description, lineitem name, line item name, article name, article description, product desc, item desc, stock description,
  product label, product purchased, item title, produktname, produktbezeichnung, artikelname, artikelbezeichnung, bezeichnung, artikelbeschreibung, produktbeschreibung,
  nom produit, nom du produit, libelle, libelle produit, designation, description produit, libelle article,
  nombre producto, nombre del producto, nombre de producto, descripcion producto, descripcion del producto,
  nome prodotto, nome del prodotto, descrizione prodotto, descrizione articolo, nome produto, nome do produto, descricao do produto,
  productnaam, artikelnaam, artikelomschrijving, productomschrijving`

export const category = `category, product category, category name, item category, product category name, product type, product group, product line, item type, item group, department, category code, sub category,
  kategorie, warengruppe, produktkategorie, produktgruppe, artikelgruppe, produkttyp, artikelkategorie, sortiment,
  categorie, categorie produit, categorie de produit, famille, famille produit, type de produit, rayon,
  categoria, categoria producto, categoria de producto, familia, tipo de producto, categoria prodotto, categoria merceologica, reparto, tipo prodotto,
  categoria do produto, categoria produto, tipo de produto, productgroep, productcategorie, artikelgroep`

export const campaign = `campaign, campaign name, campaign id, campaign title, utm campaign, session campaign, session campaign name, kampagne, kampagnenname, kampagnen id, aktion, aktionsname, mailing,
  campagne, nom de la campagne, nom campagne, operation commerciale, campana, nombre de la campana, nombre campana, id campana,
  campagna, nome campagna, nome della campagna, campanha, nome da campanha, campagnenaam, actienaam`

/** Where somebody came from or was served. */
export const channel = `channel, sales channel, marketing channel, acquisition channel, traffic channel, channel name, channel group, channel grouping, default channel group, source channel,
  kanal, vertriebskanal, marketingkanal, werbekanal, canal, canal marketing, canal d acquisition, canal de marketing, canal de adquisicion, canal de aquisicao, canale, canale di marketing, canale di acquisizione,
  kanaal, marketingkanaal`
