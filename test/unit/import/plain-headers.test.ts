/** Tables as an owner types them: few columns, plain words, in the seven languages. Each is of its kind, or is asked about. */
import { describe, expect, it } from 'vitest'
import { recognise } from '../../../src/main/core/import/mapping/recognise.ts'
import type { SourceKind } from '../../../src/shared/model/kinds.ts'
import { tableOf } from './support/column.ts'

const names = ['Ann Lee', 'Bob Ray', 'Cleo Fay', 'Dan Orr', 'Eve Kim', 'Fred Poe', 'Gus Hay']
const of =
  (...words: string[]) =>
  (i: number) =>
    words[i % words.length] ?? ''
const day = (i: number): string => `2024-0${1 + (i % 9)}-${13 + (i % 15)}`

const money = (i: number): number => 3 + ((i * 7) % 53) + (i % 2 === 0 ? 0.5 : 0.25)
const vat = (i: number): number => Math.round(money(i) * 19) / 100

/** What stands in a column, by what the table below calls it. */
const cells: Record<string, (i: number) => string> = {
  id: (i) => String(1000 + i),
  row: (i) => String(1 + i),
  key: (i) => `K${100 + i}`,
  cust: (i) => `C${100 + (i % 17)}`,
  who: (i) => `${names[i % 7]} ${i % 3}`,
  all: (i) => `${names[i % 7]} ${i}`,
  first: of('Ann', 'Bob', 'Cleo', 'Dan', 'Eve'),
  last: (i) => `Lee${i}`,
  mail: (i) => `n${i % 23}@x.org`,
  mails: (i) => `n${i}@x.org`,
  phone: (i) => `+49 30 5551${100 + i}`,
  zip: (i) => String(10_115 + i),
  city: of('Berlin', 'Lyon', 'Porto', 'Ghent', 'Turin'),
  place: (i) => `T${i % 3}`,
  day,
  later: (i) => (i % 3 === 0 ? '' : `2024-1${i % 3}-${13 + (i % 15)}`),
  money: (i) => money(i).toFixed(2),
  tax: (i) => vat(i).toFixed(2),
  gross: (i) => (money(i) + vat(i)).toFixed(2),
  many: (i) => String(1 + (i % 4)),
  count: (i) => String(100 + ((i * 37) % 900)),
  item: of('Mug', 'Jug', 'Tea pot', 'Tray', 'Lamp'),
  items: (i) => `Mug number ${i}`,
  sort: of('Cups', 'Jugs', 'Light'),
  paid: of('paid', 'open', 'paid'),
  open: of('open', 'solved', 'pending'),
  active: of('active', 'cancelled'),
  level: of('high', 'low', 'normal'),
  web: of('web', 'shop', 'phone'),
  ads: of('google', 'meta', 'mail'),
  sale: of('Spring', 'Summer', 'Autumn'),
  code: (i) => (i % 4 === 0 ? 'SPRING10' : ''),
  yes: of('yes', 'no', 'no'),
  ten: (i) => String((i * 3) % 11),
  five: (i) => String(1 + ((i * 2) % 5)),
  says: (i) => `The parcel number ${i} came late and the mug in it was broken`,
  topic: (i) => `Parcel ${i} is late`,
  page: (i) => `/shop/page-${i % 9}`,
  visit: (i) => `s${i % 31}`,
  does: of('view', 'add to cart', 'purchase'),
  plan: of('Basic', 'Pro'),
  span: of('monthly', 'yearly')
}

/** The kind (or `asked`), the header, and what stands in its columns. */
const tables: [SourceKind | 'asked', string, string][] = [
  ['orders', 'Bestellnummer;Datum;Kunde;Betrag', 'id day who money'],
  ['orders', 'Bestellnr;Datum;Kunde;Umsatz', 'id day who money'],
  ['orders', 'Rechnung;Datum;Kunde;Betrag', 'id day who money'],
  ['orders', 'Rechnungsnr;Datum;Kunde;Summe', 'id day who money'],
  ['orders', 'Auftragsnummer;Datum;Kundennummer;Betrag', 'id day cust money'],
  ['orders', 'Order;Datum;Kunde;Betrag', 'id day who money'],
  ['orders', 'Kunde;Datum;Artikel;Menge;Betrag', 'who day item many money'],
  ['orders', 'Commande;Date;Client;Montant', 'id day who money'],
  ['orders', 'N° commande;Date;Client;Montant TTC', 'id day who money'],
  ['orders', 'Facture;Date;Client;Total', 'id day who money'],
  ['orders', 'Nº pedido;Fecha;Cliente;Importe', 'id day who money'],
  ['orders', 'Factura;Fecha;Cliente;Total', 'id day who money'],
  ['orders', 'Ordine;Data;Cliente;Importo', 'id day who money'],
  ['orders', 'Pedido;Data;Cliente;Valor', 'id day who money'],
  ['orders', 'Encomenda;Data;Cliente;Valor', 'id day who money'],
  ['orders', 'Bestelling;Datum;Klant;Bedrag', 'id day who money'],
  ['orders', 'Factuur;Datum;Klant;Omzet', 'id day who money'],
  ['orders', 'Order;Date;Customer;Value', 'id day who money'],
  ['orders', 'Order ID;Date;Customer;Revenue', 'id day who money'],
  ['orders', 'Invoice;Date;Client;Amount', 'id day who money'],
  ['orders', 'Receipt;Date;Customer;Total', 'id day who money'],
  ['orders', 'Transaction ID;Date;Email;Amount', 'id day mail money'],
  ['orders', 'Date;Customer;Product;Amount', 'day who item money'],
  ['orders', 'Order;Date;Customer;Channel;Amount', 'id day who web money'],
  ['orders', 'Order;Date;Customer;Coupon;Amount', 'id day who code money'],
  ['orders', 'Order;Date;Customer;Coupon code;Total', 'id day who code money'],
  ['orders', 'Bestellung;Datum;Kunde;Gutschein;Betrag', 'id day who code money'],
  ['orders', 'Order;Date;Customer;Campaign;Amount', 'id day who sale money'],
  ['orders', 'Order;Date;Customer;Status;Amount', 'id day who paid money'],
  ['orders', 'Order;Date;Customer;City;Amount', 'id day who city money'],
  ['orders', 'Order;Date;Customer;Net;VAT;Gross', 'id day who money tax gross'],
  ['orders', 'Facture;Date;Client;HT;TVA;TTC', 'id day who money tax gross'],
  ['orders', 'Rechnung;Datum;Kunde;Netto;MwSt;Brutto', 'id day who money tax gross'],
  ['orders', 'Order;Date;Customer;Gross;VAT;Net', 'id day who gross tax money'],
  ['orders', '#;Date;Customer;Product;Amount', 'row day who item money'],
  ['orders', ';Datum;Kunde;Artikel;Betrag', 'row day who item money'],
  ['orders', 'Nr;Datum;Kunde;Betrag', 'row day who money'],
  ['orders', 'No.;Date;Customer;Product;Qty;Price', 'row day who item many money'],
  ['feedback', '#;Date;Customer;Rating;Comment', 'row day who five says'],
  ['asked', 'Date;Customer;Amount', 'day who money'],
  ['asked', 'Datum;Kunde;Betrag', 'day who money'],
  ['asked', 'Customer;Date;Campaign;Amount', 'who day sale money'],
  ['asked', 'Customer;Date;Coupon;Amount', 'who day code money'],

  ['customers', 'Customer;Name;Email;City', 'id all mails city'],
  ['customers', 'Customer ID;Name;Email;City', 'key all mails place'],
  ['customers', 'Kundennummer;Vorname;Nachname;PLZ;Ort', 'id first last zip city'],
  ['customers', 'Prénom;Nom;Email;Ville', 'first last mails city'],
  ['customers', 'Cliente;Nombre;Teléfono;Ciudad', 'id all phone city'],
  ['customers', 'Nome;Cognome;Email;Telefono', 'first last mails phone'],
  ['customers', 'Klantnummer;Naam;E-mail;Plaats', 'id all mails city'],
  ['customers', 'Nome;E-mail;Telefone;Cidade', 'all mails phone city'],

  ['products', 'SKU;Name;Price', 'key items money'],
  ['products', 'Artikelnummer;Bezeichnung;Preis;Kategorie', 'key items money sort'],
  ['products', 'Référence;Désignation;Prix;Marque', 'key items money sort'],
  ['products', 'Código;Producto;Precio;Categoría', 'key items money sort'],
  ['products', 'Codice prodotto;Nome prodotto;Prezzo', 'key items money'],

  ['tickets', 'Ticket;Date;Customer;Status', 'id day who open'],
  ['tickets', 'Ticket ID;Created;Subject;Priority', 'id day topic level'],
  ['tickets', 'Ticketnummer;Datum;Kunde;Betreff;Status', 'id day who topic open'],
  ['tickets', 'Numéro de ticket;Date;Client;Sujet;Statut', 'id day who topic open'],
  ['tickets', 'Número de caso;Fecha;Cliente;Asunto;Estado', 'id day who topic open'],
  ['tickets', 'Meldingsnummer;Datum;Klant;Onderwerp;Status', 'id day who topic open'],

  ['touchpoints', 'Customer;Date;Event;Page', 'cust day does page'],
  ['touchpoints', 'Timestamp;Visitor;Session;Page', 'day cust visit page'],
  ['touchpoints', 'Kunde;Zeitpunkt;Ereignis;Kanal', 'cust day does web'],
  ['touchpoints', 'Visiteur;Horodatage;Événement;Canal', 'cust day does web'],

  ['feedback', 'Date;Customer;Rating;Comment', 'day who five says'],
  ['feedback', 'Datum;Kunde;Bewertung;Kommentar', 'day who five says'],
  ['feedback', 'Date;Client;Note;Commentaire', 'day who five says'],
  ['feedback', 'Fecha;Cliente;Puntuación;Comentario', 'day who five says'],
  ['feedback', 'Data;Cliente;Voto;Commento', 'day who five says'],
  ['feedback', 'Customer;Date;NPS', 'who day ten'],
  ['feedback', 'Order;Date;Customer;Score', 'id day who ten'],

  ['offers', 'Customer;Campaign;Sent;Accepted', 'cust sale day yes'],
  ['offers', 'Customer;Offer;Date;Accepted;Amount', 'cust sale day yes money'],
  ['offers', 'Kunde;Angebot;Datum;Angenommen', 'cust sale day yes'],
  ['offers', 'Client;Offre;Date;Accepté', 'cust sale day yes'],
  ['offers', 'Cliente;Oferta;Fecha;Aceptada', 'cust sale day yes'],
  ['offers', 'Email;Campaign;Sent at;Opened;Clicked', 'mails sale day yes yes'],
  ['offers', 'Customer;Offer;Date', 'cust sale day'],
  ['offers', 'Customer;Coupon;Sent on;Redeemed on;Order value', 'cust sale day later money'],

  ['spend', 'Date;Channel;Cost', 'day ads money'],
  ['spend', 'Date;Campaign;Spend;Clicks', 'day sale money count'],
  ['spend', 'Datum;Kampagne;Kosten', 'day sale money'],
  ['spend', 'Mois;Canal;Dépenses', 'day ads money'],
  ['spend', 'Fecha;Campaña;Gasto', 'day sale money'],
  ['spend', 'Client;Date;Campaign;Impressions;Clicks;Cost', 'plan day sale count count money'],

  ['subscriptions', 'Customer;Plan;Start;End;Price', 'cust plan day later money'],
  ['subscriptions', 'Subscription ID;Customer;Plan;Status;Started', 'id cust plan active day'],
  ['subscriptions', 'Kunde;Tarif;Beginn;Ende;Monatspreis', 'cust plan day later money'],
  ['subscriptions', 'Client;Abonnement;Formule;Début;Prix', 'cust id plan day money'],
  ['subscriptions', 'Cliente;Plan de suscripción;Inicio;Cuota mensual', 'cust plan day money']
]

/** Books of sales whose price says in which money it is, or what of tax is in it. */
const priced: [string, string[]][] = [
  [
    'Order;Date;Customer;Product;Qty',
    ['Price (EUR)', 'Price ex VAT', 'Price (incl. tax)', 'Net price', 'Price (US$)', 'Price GBP', 'Amount (EUR)', 'Total USD']
  ],
  [
    'Bestellung;Datum;Kunde;Artikel;Menge',
    ['Preis (EUR)', 'Preis netto', 'Preis inkl. MwSt', 'Betrag in EUR', 'Betrag (CHF)', 'Preis in Euro']
  ],
  ['Commande;Date;Client;Produit;Quantité', ['Prix (EUR)', 'Prix HT', 'Prix TTC', 'Prix hors taxes', 'Montant TTC (EUR)', 'Montant HT']],
  [
    'Pedido;Fecha;Cliente;Producto;Cantidad',
    ['Precio (€)', 'Precio EUR', 'Precio sin IVA', 'Precio con IVA', 'Importe (EUR)', 'Total (MX$)']
  ],
  ['Ordine;Data;Cliente;Prodotto;Quantità', ['Prezzo EUR', 'Prezzo IVA inclusa', 'Prezzo netto', 'Importo (EUR)', 'Totale EUR']],
  ['Pedido;Data;Cliente;Produto;Quantidade', ['Preço (R$)', 'Preço (EUR)', 'Preço com IVA', 'Valor (R$)', 'Total BRL']],
  ['Bestelling;Datum;Klant;Artikel;Aantal', ['Prijs (EUR)', 'Prijs excl. btw', 'Prijs incl. btw', 'Bedrag in EUR', 'Totaal (EUR)']]
]
for (const [header, prices] of priced)
  for (const price of prices) tables.push(['orders', `${header};${price}`, 'id day who item many money'])

describe('tables of few plain columns', () => {
  it.each(tables)('%s: %s', (expected, header, contents) => {
    const columns = contents.split(' ').map((name) => cells[name])
    const rows = Array.from({ length: 40 }, (_, i) => columns.map((cell) => cell?.(i) ?? '').join(';'))
    const fits = recognise(tableOf([header, ...rows].join('\n')))
    const [first, second] = fits
    const told = `${first?.kind} ${first?.evidence} ${first?.confidence}, ${second?.kind} ${second?.evidence}`
    expect([first?.confidence === 0 ? 'asked' : first?.kind, told]).toEqual([expected, told])
    // What is asked about may be a sale, and says so.
    if (expected === 'asked') expect(fits.slice(0, 2).map(({ kind }) => kind)).toContain('orders')
  })
})
