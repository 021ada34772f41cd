/** The fields of every kind, from headers in the seven languages, and kinds from whole tables. */
import { describe, expect, it } from 'vitest'
import { matchHeader } from '../../../src/main/core/import/mapping/header-match.ts'
import { propose } from '../../../src/main/core/import/mapping/propose.ts'
import { recognise } from '../../../src/main/core/import/mapping/recognise.ts'
import { refusalOfAll } from '../../../src/main/core/import/mapping/refusal.ts'
import { meanings } from '../../../src/main/core/import/mapping/synonyms/index.ts'
import { fieldsOf, type SourceKind, sourceKinds } from '../../../src/shared/model/kinds.ts'
import { tableOf } from './support/column.ts'

/** The field of the kind that a header most surely means. */
function fieldOf(kind: SourceKind, header: string): string | undefined {
  return [...(matchHeader(header).get(kind) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** By kind and field: the header in English, German, French, Spanish, Italian, Portuguese and Dutch. */
const headers: Partial<Record<SourceKind, Record<string, string>>> = {
  customers: {
    firstName: 'First Name|Vorname|Prénom|Nombre de pila|-|Primeiro nome|Voornaam',
    lastName: 'Surname|Nachname|Nom de famille|Apellidos|Cognome|Sobrenome|Achternaam',
    customerPhone: 'Phone|Telefonnummer|Numéro de téléphone|Móvil|Cellulare|Telemóvel|Telefoonnummer',
    company: 'Company|Firma|Société|Empresa|Azienda|Nome da empresa|Bedrijf',
    city: 'City|Wohnort|Ville|Ciudad|Città|Cidade|Woonplaats',
    postcode: 'ZIP Code|PLZ|Code postal|Código postal|CAP|CEP|Postcode',
    region: 'State/Province|Bundesland|Département|Provincia|Regione|Região|Provincie',
    registeredAt: 'Signup Date|Registriert am|Date d’inscription|Fecha de alta|Data di registrazione|Data de cadastro|Registratiedatum',
    newsletter: 'Accepts Email Marketing|Newsletter|Inscrit newsletter|Acepta marketing|Consenso marketing|Aceita newsletter|Nieuwsbrief',
    referredBy: 'Referred by|Geworben von|Parrainé par|Recomendado por|Consigliato da|Indicado por|Aangebracht door'
  },
  products: {
    brand: 'Brand|Hersteller|Marque|Marca|Produttore|Fabricante|Merk',
    price: 'Price|Verkaufspreis|Prix de vente|Precio|Prezzo|Preço|Verkoopprijs',
    cost: 'Cost per item|Einkaufspreis|Prix d’achat|Precio de coste|Costo di acquisto|Preço de custo|Inkoopprijs',
    productName: 'Title|Bezeichnung|Désignation|Nombre del producto|Nome prodotto|Nome do produto|Productnaam'
  },
  tickets: {
    ticket: 'Ticket ID|Vorgangsnummer|Numéro de ticket|Número de caso|Numero segnalazione|Número do chamado|Meldingsnummer',
    openedAt: 'Created At|Erstellt am|Date d’ouverture|Fecha de apertura|Data di apertura|Data de abertura|Geopend op',
    firstResponseAt:
      'First responded at|Erste Antwort am|Première réponse le|Fecha de primera respuesta|Data prima risposta|Data da primeira resposta|Beantwoord op',
    firstResponseTime:
      'Time to first response|Reaktionszeit|Temps de première réponse|Tiempo de respuesta|Tempo di risposta|Tempo de resposta|Reactietijd',
    resolvedAt: 'Resolved at|Gelöst am|Résolu le|Fecha de resolución|Risolto il|Resolvido em|Opgelost op',
    resolutionTime:
      'Full resolution time|Lösungszeit|Temps de résolution|Tiempo de resolución|Tempo di risoluzione|Tempo de resolução|Doorlooptijd',
    closedAt: 'Closed|Geschlossen am|Date de clôture|Fecha de cierre|Data di chiusura|Data de fechamento|Gesloten op',
    updatedAt:
      'Last updated|Letzte Änderung|Dernière mise à jour|Última actualización|Ultimo aggiornamento|Última atualização|Laatst gewijzigd',
    priority: 'Priority|Priorität|Priorité|Prioridad|Priorità|Prioridade|Prioriteit',
    agent: 'Assignee|Bearbeiter|Assigné à|Asignado a|Assegnato a|Atribuído a|Behandelaar',
    team: 'Assignment group|Abteilung|Équipe|Equipo|Gruppo|Fila|Afdeling',
    subject: 'Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp',
    message: 'Description|Beschreibung|Contenu|Mensaje|Messaggio|Mensagem|Bericht',
    rating: 'CSAT score|Zufriedenheit|Note de satisfaction|Satisfacción del cliente|Soddisfazione|Satisfação|Klanttevredenheid',
    reopens: 'Reopen count|Wiedereröffnungen|Nombre de réouvertures|Reaperturas|Riaperture|Reaberturas|Aantal heropeningen'
  },
  touchpoints: {
    at: 'Event time|Zeitstempel|Horodatage|Fecha y hora|Data e ora|Carimbo de data/hora|Tijdstempel',
    session: 'Session ID|Sitzungs-ID|ID de session|Sesión|Sessione|Sessão|Sessie',
    visitor: 'Visitor ID|Besucher|Visiteur|Visitante|Visitatore|ID do visitante|Bezoeker',
    event: 'Event name|Ereignis|Événement|Nombre del evento|Nome evento|Nome do evento|Gebeurtenis',
    page: 'Page URL|Seite|Titre de la page|Página|Percorso pagina|Título da página|Paginatitel',
    device: 'Device category|Gerät|Appareil|Tipo de dispositivo|Tipo di dispositivo|Categoria do dispositivo|Apparaat',
    count: 'Event count|Seitenaufrufe|Pages vues|Número de eventos|Visualizzazioni|Visualizações|Aantal gebeurtenissen'
  },
  feedback: {
    score: 'Rating|Bewertung|Note|Puntuación|Punteggio|Pontuação|Cijfer',
    comment: 'Review text|Kommentar|Commentaire|Reseña|Recensione|Comentários|Opmerking',
    at: 'Submitted at|Umfragedatum|Horodateur|Marca temporal|Informazioni cronologiche|Data da resposta|Ingevuld op',
    title: 'Review title|Überschrift|Titre|Título|Titolo|Título|Titel'
  },
  offers: {
    offer: 'Offer|Angebot|Offre|Oferta|Offerta|Promoção|Aanbieding',
    campaign: 'Campaign name|Kampagne|Campagne|Campaña|Campagna|Campanha|Campagnenaam',
    group: 'Control group|Kontrollgruppe|Groupe témoin|Grupo de control|Gruppo di controllo|Grupo de controle|Controlegroep',
    sentAt: 'Sent at|Versendet am|Date d’envoi|Fecha de envío|Data di invio|Data de envio|Verzonden op',
    opened: 'Opened|Geöffnet|Ouvert|Abierto|Aperto|Aberto|Geopend',
    clicked: 'Clicked|Geklickt|Cliqué|Clic en|Cliccato|Clicado|Geklikt',
    accepted: 'Accepted|Angenommen|Accepté|Canjeado|Accettato|Resgatado|Ingewisseld',
    value: 'Spend|Umsatz|Dépense|Importe|Spesa|Valor gasto|Besteding'
  },
  spend: {
    date: 'Day|Tag|Jour|Día|Giorno|Data|Datum',
    until: 'Reporting ends|Berichtsende|Fin des rapports|Hasta|Fine report|Data final|Einddatum',
    cost: 'Amount spent (EUR)|Ausgegebener Betrag|Dépenses|Importe gastado|Importo speso|Valor gasto|Besteed bedrag',
    impressions: 'Impressions|Einblendungen|Affichages|Impresiones|Visualizzazioni|Impressões|Vertoningen',
    clicks: 'Link clicks|Klicks|Clics|Clics en el enlace|Clic sul link|Cliques|Klikken',
    conversions: 'Purchases|Bestellungen|Achats|Compras|Acquisti|Vendas|Aankopen',
    adSet:
      'Ad set name|Anzeigengruppe|Groupe d’annonces|Conjunto de anuncios|Gruppo di inserzioni|Nome do conjunto de anúncios|Advertentieset'
  },
  subscriptions: {
    subscription: 'Subscription ID|Vertragsnummer|Numéro d’abonnement|Suscripción|Abbonamento|Assinatura|Contractnummer',
    plan: 'Plan|Tarif|Formule|Tipo de suscripción|Tipo di abbonamento|Plano|Abonnementsvorm',
    startedAt: 'Start date|Vertragsbeginn|Date de début|Fecha de inicio|Data di inizio|Data de início|Ingangsdatum',
    endedAt: 'Canceled at|Gekündigt am|Date de résiliation|Fecha de baja|Data di disdetta|Data de cancelamento|Opzegdatum',
    price: 'Monthly fee|Monatspreis|Prix mensuel|Cuota mensual|Canone mensile|Mensalidade|Maandbedrag',
    interval: 'Billing cycle|Zahlungsweise|Périodicité|Periodicidad|Periodicità|Periodicidade|Betaalfrequentie',
    usage: 'Usage|Verbrauch|Consommation|Consumo|Utilizzo|Quantidade utilizada|Verbruik',
    limit: 'Quota|Kontingent|Plafond|Límite de uso|Soglia|Franquia|Limiet',
    quantity: 'Seats|Lizenzen|Nombre de licences|Licencias|Licenze|Licenças|Licenties'
  }
}

describe.each(Object.keys(headers) as SourceKind[])('headers of %s', (kind) => {
  const cases = Object.entries(headers[kind] ?? {}).flatMap(([field, texts]) =>
    texts
      .split('|')
      .filter((text) => text !== '-')
      .map((text) => [text, field] as const)
  )
  it.each(cases)('%s is %s', (text, field) => expect(fieldOf(kind, text)).toBe(field))
})

it('knows phrases for every field of every kind', () => {
  const counted = new Map<string, number>()
  for (const { kind, field } of [...meanings.values()].flat()) counted.set(`${kind}.${field}`, (counted.get(`${kind}.${field}`) ?? 0) + 1)
  for (const kind of sourceKinds)
    for (const field of fieldsOf(kind)) expect(counted.get(`${kind}.${field}`), `${kind}.${field}`).toBeGreaterThan(7)
})

const found = (kind: SourceKind, text: string) => {
  const table = tableOf(text)
  const proposals = propose(kind, table)
  return Object.fromEntries(table.headers.flatMap((header, i) => (proposals[i]?.field ? [[header, proposals[i].field]] : [])))
}
const kindOf = (text: string) => {
  const [best] = recognise(tableOf(text))
  return best && best.confidence > 0 ? best.kind : null
}

describe('proposals', () => {
  it('tell a moment from a length of time under the same header', () => {
    expect(found('tickets', 'Ticket;First Response Time\n1;2024-01-13 10:00\n2;2024-01-14 11:00')['First Response Time']).toBe(
      'firstResponseAt'
    )
    expect(found('tickets', 'Ticket;First Response Time\n1;2h 5m\n2;45m')['First Response Time']).toBe('firstResponseTime')
  })
  it('give a column to the field for which the table as a whole fits best, not to the first that wants it', () => {
    // Both columns may be the product's name; only one may be its number.
    expect(found('products', 'Product;Name\nA1;Lamp\nB2;Chair')).toEqual({ Product: 'product', Name: 'productName' })
    expect(found('products', 'Product;Item\nLamp;A1\nChair;B2')).toEqual({ Product: 'productName', Item: 'product' })
  })
  it('take every answer of a wide table of offers, and every question of a survey', () => {
    const wide = found('offers', 'ID;AcceptedCmp1;AcceptedCmp2;Response;Kids\n7;0;1;0;2\n8;1;0;0;1\n9;0;0;1;3')
    expect(wide).toEqual({ ID: 'customer', AcceptedCmp1: 'accepted', AcceptedCmp2: 'accepted', Response: 'accepted' })
    const survey = found('feedback', 'Respondent ID;Rating;Overall rating;Comment\n1;5;4;Good lamp\n2;3;2;It broke at once\n3;4;4;Fine')
    expect(survey).toMatchObject({ 'Respondent ID': 'feedback', Rating: 'score', 'Overall rating': 'score', Comment: 'comment' })
  })
  it('take a name beside a first name for the last one, unless it is the whole', () => {
    const german = found('customers', 'Nr;Name;Vorname;E-Mail\n1;Braun;Anna;a@x.org\n2;de Wit;Bo;b@x.org\n3;Grau;Cleo;c@x.org')
    expect(german).toMatchObject({ Name: 'lastName', Vorname: 'firstName' })
    const whole = found('customers', 'Nr;Name;Vorname;E-Mail\n1;Anna Braun;Anna;a@x.org\n2;Bo de Wit;Bo;b@x.org')
    expect(whole).toMatchObject({ Name: 'customerName', Vorname: 'firstName' })
  })
  it('do not take a number of contacts for the name of a campaign', () => {
    expect(found('offers', 'client;campaign;accepted\n1;2;yes\n2;1;no\n3;1;no').campaign).toBeUndefined()
  })
})

describe('kinds', () => {
  it.each<[SourceKind, string]>([
    ['orders', 'Order ID;Customer ID;Date;SKU;Qty;Price\n1;7;2024-01-13;A;2;3.50\n2;8;2024-01-14;B;1;4.00'],
    ['orders', 'Bestellnummer;Kundennummer;Bestelldatum;Betrag\n1;7;13.01.2024;3,50\n2;8;14.01.2024;4,00\n3;7;15.01.2024;4,00'],
    ['customers', 'Customer ID;First Name;Last Name;Email;City\n7;Ann;Brown;ann@x.org;Leeds\n8;Bob;Grey;bob@x.org;York'],
    ['customers', 'Kundennummer;Name;PLZ;Ort;Kunde seit\n7;Ann Braun;01067;Dresden;13.01.2020\n8;Bo Grau;80331;München;14.01.2021'],
    ['customers', 'Email;Created;Total Spent;Gender\nann@x.org;2024-01-13;12.50;f\nbob@x.org;2024-02-13;99.00;m'],
    ['customers', 'id;name;email\n7;Ann Brown;ann@x.org\n8;Bob Grey;bob@x.org'],
    ['customers', 'Name;E-Mail\nAnn Braun;ann@x.org\nBo Grau;bo@x.org'],
    ['products', 'SKU;Product name;Category;Price\nA1;Lamp;Light;12.00\nB2;Chair;Seat;99.00'],
    ['products', 'Artikelnummer;Bezeichnung;Warengruppe;VK;EK\nA1;Lampe;Licht;12,50;7,00\nB2;Stuhl;Sitz;99,00;40,00'],
    ['tickets', 'Ticket ID;Created at;Status;Subject;Requester\n1;2024-01-13 10:00;open;Broken lamp;7\n2;2024-01-14 11:00;closed;Late;8'],
    [
      'tickets',
      'number;state;sys_updated_at;assigned_to;opened_at\nI1;New;13/1/2024 10:00;Ann;13/1/2024 9:00\nI1;Closed;14/1/2024 10:00;Ann;13/1/2024 9:00\nI2;New;15/1/2024 10:00;Bob;15/1/2024 9:00'
    ],
    ['touchpoints', 'user_id;event;timestamp\n7;view;2024-01-13 10:00:00\n7;cart;2024-01-13 10:01:00\n8;view;2024-01-13 10:02:00'],
    ['touchpoints', 'Date;Source / medium;Sessions;Event count\n20240113;google / organic;12;40\n20240114;(direct) / (none);3;5'],
    [
      'feedback',
      'rating;date;variation;verified_reviews;feedback\n5;13-Jul-18;Charcoal;Love my Echo, it plays music;1\n1;14-Jul-18;Walnut;Does not work at all;0\n4;14-Jul-18;Walnut;Good enough for us;1'
    ],
    ['feedback', 'Zeitstempel;Bewertung;Kommentar\n13.01.2024 10:00;5;Sehr schnell\n14.01.2024 11:00;2;Kam zu spät'],
    ['offers', 'Customer ID;Campaign;Sent at;Opened;Clicked\n7;Spring;2024-01-13;yes;no\n8;Spring;2024-01-13;no;no'],
    ['tickets', 'Ticket ID;Changed at;Old status;New status;Customer\nT1;2024-01-13 10:00;;open;Ann\nT1;2024-01-15 09:00;open;closed;Ann'],
    ['customers', 'Customer;Name;Email;Revenue\n001;Ann;a@x.org;4.50\n002;Bob;b@x.org;14.50'],
    ['offers', 'segment;visit;conversion;spend\nWomens E-Mail;0;0;0\nNo E-Mail;1;0;0\nMens E-Mail;1;1;29.99'],
    [
      'spend',
      'Day;Campaign name;Amount spent (EUR);Impressions;Link clicks\n2024-01-13;Spring;12.50;1000;12\n2024-01-14;Spring;9.00;900;3'
    ],
    ['spend', 'Fecha;Canal;Coste\n13/01/2024;Google;12,50\n14/01/2024;Meta;9,00'],
    [
      'subscriptions',
      'Subscription ID;Customer ID;Plan;Status;Start date;Canceled at\nS1;7;Basic;active;2024-01-13;\nS2;8;Pro;canceled;2024-01-14;2024-03-13'
    ],
    ['subscriptions', 'Kunde;Tarif;Monatspreis;Vertragsbeginn;Gekündigt am\n7;Basis;9,90;13.01.2024;\n8;Plus;19,90;14.01.2024;15.03.2024']
  ])('%s', (kind, text) => expect(kindOf(text)).toBe(kind))

  it('are none where nothing says so, and what is missing is told', () => {
    expect(kindOf('x;y\n1;2\n3;4')).toBeNull()
    expect(kindOf('feature_0;feature_1;label\n1;2.5;0\n3;4.5;1')).toBeNull()
    expect(kindOf('id;name\n1;Ann Brown\n2;Bob Grey')).toBeNull()
    expect(kindOf('name;species;weight\nAnn;cat;2.5\nBob;dog;9.5')).toBeNull()
    const told = (text: string) =>
      refusalOfAll('f.csv', recognise(tableOf(text)), [], false).map(({ code, details }) => [code, details?.missing])
    expect(told('Order ID;Date;SKU;Qty;Price\n1;2024-01-13;A;2;3.50\n2;2024-01-14;B;1;4.00')[0]?.[0]).toBe('import.noCustomer')
    expect(told('Channel;Campaign;Amount spent;Clicks\na;b;1.50;3\nc;d;2.50;4')).toEqual([
      ['import.unrecognised', expect.stringContaining('to be marketing spend, it lacks “Date”')]
    ])
    const unpaid = 'Customer;Date;Product;Quantity\nann;2024-01-13;Mug;1\nbob;2024-01-14;Jug;2\ncem;2024-01-15;Mug;3\nann;2024-01-16;Jug;1'
    expect(recognise(tableOf(unpaid)).toSorted((a, b) => b.evidence - a.evidence)[0]?.kind).toBe('orders')
    expect(told(unpaid)[0]?.[0]).toBe('import.noAmount')
    expect(told('x;y\n1;2\n3;4')).toEqual([['import.unrecognised', 'none of its columns says what it is about']])
  })
  it('are told with the headers that show it', () => {
    const [best] = recognise(tableOf('Ticket ID;Created at;Status;Subject\n1;2024-01-13 10:00;open;Broken\n2;2024-01-14 11:00;closed;Late'))
    expect(best?.told.slice(0, 2).sort()).toEqual(['Subject', 'Ticket ID'])
    expect(best?.confidence).toBeGreaterThan(0.6)
  })
})
