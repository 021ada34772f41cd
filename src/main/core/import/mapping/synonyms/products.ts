import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What lists of articles call their columns; see `orders.ts` for how the phrases are written. */
export const products: Record<FieldOf<'products'>, string> = {
  product: `${common.product}, handle, style number, style code, model number, model no, mpn, catalogue number, catalog number
    | ${common.productLoose}, id, code, number, nummer, nr, referencia, reference, referenza, model`,
  productName: `${common.productName}, title, name, nom, nombre, nome, naam, bezeichnung, description, short description, beschreibung, descripcion, descrizione, descricao, omschrijving
    | ${common.productLoose}, label`,
  category: `${common.category}, main category, product category name english, taxonomy, categories, collection | type, group, gruppe, genre, class, klasse, classe, clase, art, range, line`,
  brand: `brand, brand name, manufacturer, manufacturer name, vendor, maker, make, producer, supplier, supplier name, label name, publisher,
    marke, hersteller, herstellername, lieferant, produzent, marque, fabricant, fournisseur, editeur, marca, fabricante, proveedor,
    produttore, fornitore, fabbricante, fornecedor, merk, fabrikant, leverancier, merknaam`,
  price: `price, unit price, regular price, list price, retail price, selling price, sales price, sale price, current price, variant price, product price, item price, price gross, gross price, rrp, msrp, recommended retail price, price incl vat,
    preis, verkaufspreis, vk, vk preis, listenpreis, ladenpreis, einzelpreis, bruttopreis, uvp, prix, prix de vente, prix unitaire, prix public, prix ttc, pvp, precio, precio de venta, precio unitario, precio venta,
    prezzo, prezzo di vendita, prezzo unitario, prezzo di listino, preco, preco de venda, preco unitario, prijs, verkoopprijs, stukprijs, adviesprijs, catalogusprijs
    | net price, amount, value, rate`,
  cost: `cost, unit cost, cost price, purchase price, purchasing price, cost per item, cost of goods, cogs, wholesale price, buying price, landed cost, item cost, product cost,
    einkaufspreis, ek, ek preis, einstandspreis, selbstkosten, kosten, herstellkosten, prix d achat, prix achat, cout, cout unitaire, prix de revient,
    coste, costo, coste unitario, costo unitario, precio de compra, precio de coste, precio de costo, prezzo di acquisto, prezzo d acquisto, costo di acquisto,
    custo, custo unitario, preco de custo, preco de compra, inkoopprijs, kostprijs, inkoop`,
  currency: common.currency
}
