import { describe, expect, it } from 'vitest'
import { matchHeader } from '../../../src/main/core/import/mapping/header-match.ts'
import { squashed, words } from '../../../src/main/core/import/mapping/normalise.ts'
import { propose } from '../../../src/main/core/import/mapping/propose.ts'
import type { SourceKind } from '../../../src/shared/model/kinds.ts'
import { tableOf } from './support/column.ts'

/** Proposals, by header, of a table as CSV text without quotes. */
function proposals(text: string, kind: SourceKind = 'orders'): Record<string, string> {
  const { headers, ...rest } = tableOf(text)
  const found = propose(kind, { headers, ...rest })
  return Object.fromEntries(headers.flatMap((header, i) => (found[i]?.field ? [[header, found[i].field]] : [])))
}

it('takes headers apart', () => {
  expect(words('CustomerID')).toEqual(['customer', 'id'])
  expect(words('order_date (UTC)')).toEqual(['order', 'date', 'utc'])
  expect(words('N° de Commande')).toEqual(['n', 'de', 'commande'])
  expect(words('HTTPServerName2')).toEqual(['http', 'server', 'name2'])
  expect(squashed('Größe Stück')).toBe('grossestuck')
})

describe('headers of order files', () => {
  it.each<[string, string]>([
    ['InvoiceNo', 'order'],
    ['order_id', 'order'],
    ['Bestellnummer', 'order'],
    ['N° de commande', 'order'],
    ['Número de pedido', 'order'],
    ['Numero ordine', 'order'],
    ['Nº do pedido', 'order'],
    ['N.º da encomenda', 'order'],
    ['Encomenda', 'order'],
    ['Bestelnummer', 'order'],
    ['CustomerID', 'customer'],
    ['Kunden-Nr.', 'customer'],
    ['Code client', 'customer'],
    ['ID Cliente', 'customer'],
    ['Codice Cliente', 'customer'],
    ['Código do cliente', 'customer'],
    ['Klantnummer', 'customer'],
    ['InvoiceDate', 'orderedAt'],
    ['Order Date (UTC)', 'orderedAt'],
    ['Bestelldatum', 'orderedAt'],
    ['Date de commande', 'orderedAt'],
    ['Fecha de compra', 'orderedAt'],
    ["Data dell'ordine", 'orderedAt'],
    ['Data da compra', 'orderedAt'],
    ['Besteldatum', 'orderedAt'],
    ['Qty', 'quantity'],
    ['Stückzahl', 'quantity'],
    ['Quantité', 'quantity'],
    ['Cantidad', 'quantity'],
    ['Quantità', 'quantity'],
    ['Quantidade', 'quantity'],
    ['Aantal', 'quantity'],
    ['UnitPrice', 'unitPrice'],
    ['Unit Price (EUR)', 'unitPrice'],
    ['Einzelpreis', 'unitPrice'],
    ['Prix unitaire', 'unitPrice'],
    ['Precio unitario', 'unitPrice'],
    ['Prezzo unitario', 'unitPrice'],
    ['Preço unitário', 'unitPrice'],
    ['Stukprijs', 'unitPrice'],
    ['Gesamtbetrag', 'lineTotal'],
    ['Montant total', 'lineTotal'],
    ['Importe', 'lineTotal'],
    ['Fatturato', 'lineTotal'],
    ['Totaalbedrag', 'lineTotal'],
    ['StockCode', 'product'],
    ['Artikelnummer', 'product'],
    ['Product Name', 'productName'],
    ['Bezeichnung', 'productName'],
    ['Pays', 'country'],
    ['Vertriebskanal', 'channel'],
    ['Warengruppe', 'category'],
    ['Rabatt', 'discount'],
    ['E-Mail', 'customerEmail'],
    ['Kundenname', 'customerName'],
    ['Order Status', 'status'],
    ['Währung', 'currency'],
    ['order-item-id', 'orderLine'],
    ['Lineitem ID', 'orderLine'],
    ['Bestellposition', 'orderLine'],
    ['ID ligne de commande', 'orderLine'],
    ['ID de línea de pedido', 'orderLine'],
    ['ID riga ordine', 'orderLine'],
    ['ID da linha', 'orderLine'],
    ['Orderregelnummer', 'orderLine'],
    ['Item ID', 'product'],
    ...`Bestelnr|Bestel nr.|Best.-Nr.|Order #|Order Num|Ord No|Inv #|Rg-Nr|Rechn.-Nr.|Auftr.-Nr.|N° cde|Nº factura|Num. pedido|Pedido nº|Fattura n.|Nr. fattura|Nº encomenda|Fact. nr`
      .split('|')
      .map((header) => [header, 'order'] as [string, string]),
    ...'Kd-Nr|KdNr|Kd.Nr.|Klantnr|Cust #|N° client|Cli nº|Nº cliente'.split('|').map((header) => [header, 'customer'] as [string, string]),
    ...'Art-Nr|Art.nr|Item #'.split('|').map((header) => [header, 'product'] as [string, string])
  ])('%s is %s', (header, field) => {
    const [best] = [...(matchHeader(header).get('orders') ?? [])].sort((a, b) => b[1] - a[1])
    expect(best?.[0]).toBe(field)
    expect(best?.[1]).toBeGreaterThan(0.7)
  })

  it.each([
    'Customer Segment',
    'Customer Age',
    'Date of Birth',
    'Signup Date',
    'Ship Date',
    'Order Count',
    'Price Category',
    'Total Orders',
    'Row ID',
    'Line',
    'Satisfaction',
    'x'
  ])('%s is none', (header) => {
    for (const confidence of matchHeader(header).get('orders')?.values() ?? []) expect(confidence).toBeLessThan(0.5)
  })
})

describe('proposals', () => {
  it('fit the content: a column that a header claims must be able to be it', () => {
    const found = proposals('customer;order date;amount;date\n1;soon;much;2011-01-02\n2;later;x3;2011-01-03\n3;never;y;2011-02-03')
    expect(found).toEqual({ customer: 'customer', date: 'orderedAt' })
  })
  it('believe a header although most of its cells are broken', () => {
    const found = proposals('customer;order date;amount;date\n1;soon;2.50;2011-01-02\n2;2011-01-01;x3;2011-01-03\n3;never;y;2011-02-03')
    expect(found).toEqual({ customer: 'customer', 'order date': 'orderedAt', amount: 'lineTotal' })
  })
  it('name each field once, the surest column first', () => {
    const found = proposals(
      'Date;Order Date;Customer;Customer ID;Total\n2011-01-01;2011-01-02;Ann;7;1.50\n2011-01-01;2011-01-03;Bob;8;2.50'
    )
    expect(found).toEqual({ 'Order Date': 'orderedAt', Customer: 'customerName', 'Customer ID': 'customer', Total: 'lineTotal' })
  })
  it('know quantity, price and total by arithmetic where the headers do not say', () => {
    const found = proposals(
      'client;day;a;b;c\n1;2011-01-02;2;1.50;3.00\n2;2011-01-03;4;2.25;9.00\n1;2011-01-04;3;0.99;2.97\n3;2011-01-05;5;1.10;5.50'
    )
    expect(found).toEqual({ client: 'customer', day: 'orderedAt', a: 'quantity', b: 'unitPrice', c: 'lineTotal' })
  })
  it('leave the total of an order that is repeated on its lines', () => {
    const found = proposals(`order;customer;date;qty;price;total
      1;7;2011-01-02;1;2.00;12.00
      1;7;2011-01-02;2;5.00;12.00
      2;8;2011-01-03;3;2.00;7.00
      2;8;2011-01-03;1;1.00;7.00
      3;9;2011-01-04;2;2.00;9.00
      3;9;2011-01-04;1;5.00;9.00`)
    expect(found.total).toBeUndefined()
    expect([found.qty, found.price]).toEqual(['quantity', 'unitPrice'])
  })
  it('leave the total of an order that stands on its first line only', () => {
    const found = proposals(`order;customer;date;qty;price;total
      1;7;2011-01-02;1;2.00;12.00
      1;7;2011-01-02;2;5.00;
      2;8;2011-01-03;3;2.00;7.00
      2;8;2011-01-03;1;1.00;`)
    expect(found.total).toBeUndefined()
  })
  it('keep the amount of a line that a discount has lowered, and leave the discount', () => {
    const found = proposals(
      'customer;date;qty;price;discount;amount\n1;2011-01-02;2;10.00;0.2;16.00\n2;2011-01-03;1;5.00;0;5.00\n3;2011-01-04;3;4.00;0.5;6.00'
    )
    expect(found).toMatchObject({ amount: 'lineTotal' })
    expect(found.discount).toBeUndefined()
  })
  it('subtract a discount in money', () => {
    expect(proposals('customer;date;qty;price;discount\n1;2011-01-02;2;10.00;4\n2;2011-01-03;1;5.00;0').discount).toBe('discount')
  })
  it('read a price without a quantity as what was paid', () => {
    expect(proposals('customer;date;price\n1;2011-01-02;2.50\n2;2011-01-03;3.50').price).toBe('lineTotal')
  })
  it('tell customers apart by e-mail address, else by name, where nothing better stands', () => {
    expect(proposals('Email;Date;Total\na@b.de;2011-01-02;2\nc@d.de;2011-01-03;3').Email).toBe('customer')
    expect(proposals('Customer Name;Date;Total\nAnn;2011-01-02;2\nBob;2011-01-03;3')['Customer Name']).toBe('customer')
    expect(proposals('Customer ID;Email;Date;Total\n1;a@b.de;2011-01-02;2\n2;c@d.de;2011-01-03;3').Email).toBe('customerEmail')
  })
  it('know the only date, and addresses, by content alone', () => {
    expect(proposals('x;y\n2011-01-02;a@b.de\n2011-01-03;c@d.de')).toEqual({ x: 'orderedAt', y: 'customer' })
    expect(proposals('x;y\n2011-01-02;2011-01-03\n2011-01-03;2011-01-04')).toEqual({})
  })
})

it.each(['Casino', 'Piano', 'Hausnr', '#', 'No#', 'Nr.', 'N°', '# of orders'])(
  'is no number of anything that orders name: %s',
  (header) => {
    expect([...(matchHeader(header).get('orders') ?? [])].filter(([, confidence]) => confidence > 0.6)).toEqual([])
  }
)

it.each<[string, string, string | undefined, string?]>([
  ['Order;Date;Customer;City;State;Amount', 'State', undefined],
  ['Order;Date;Customer;City;State;Amount', 'State', 'status', 'shipped'],
  ['Pedido;Fecha;Cliente;Ciudad;Estado;Importe', 'Estado', 'status', 'Enviado'],
  ['Order;Date;Customer;State;Postal Code;Amount', 'State', undefined],
  ['Pedido;Fecha;Cliente;Ciudad;Estado;Importe', 'Estado', undefined],
  ['Order;Date;Customer;Product;State;Amount', 'State', 'status'],
  ['Pedido;Fecha;Cliente;Producto;Estado;Importe', 'Estado', 'status']
])('where somebody lives is not what became of an order: %s, %s', (header, state, field, cell = 'Ohio') => {
  const rows = Array.from({ length: 12 }, (_, i) => `${i};2024-01-13;C${i % 5};Kent${i % 3};${['Iowa', cell][i % 2]};${i}.50`)
  expect(proposals([header, ...rows].join('\n'))[state]).toBe(field)
})

describe('columns that count', () => {
  const lines = (header: string, row: (i: number) => string): string => [header, ...Array.from({ length: 10 }, (_, i) => row(i))].join('\n')

  it('are no score, whatever else could be one', () => {
    const counted = lines(
      '#;Date;Customer;Product;Comment',
      (i) => `${i + 1};2024-01-${13 + i};C${i % 3};Mug;Fine, but the handle of it is loose ${i}`
    )
    expect(proposals(counted, 'feedback')).not.toHaveProperty('#')
    const scored = counted.replaceAll(/^\d+/gm, (text) => String((Number(text) * 7) % 11))
    expect(proposals(scored, 'feedback')).toMatchObject({ '#': 'score' })
  })

  it('are no orders where lines of one sale stand together', () => {
    const of = (customers: number) =>
      lines('Number;Date;Customer;Product;Amount', (i) => `${i + 1};2024-01-13;C${Math.floor(i / customers)};Mug ${i};${i}.50`)
    expect(proposals(of(2))).not.toHaveProperty('Number')
    expect(proposals(of(1))).toMatchObject({ Number: 'order' })
  })

  it('are no articles where they begin anew with each order', () => {
    const of = (item: (i: number) => number) =>
      lines(
        'Order;Date;Customer;Item #;Item Name;Qty;Price',
        (i) => `${Math.floor(i / 2)};2024-01-13;Ann;${item(i)};${i % 3 ? 'Mug' : 'Jug'};2;10.00`
      )
    expect(proposals(of((i) => 1 + (i % 2)))).toEqual({
      Order: 'order',
      Date: 'orderedAt',
      Customer: 'customer',
      'Item Name': 'productName',
      Qty: 'quantity',
      Price: 'unitPrice'
    })
    expect(proposals(of((i) => 1 + (i % 3)))).toMatchObject({ 'Item #': 'product' })
  })
})
