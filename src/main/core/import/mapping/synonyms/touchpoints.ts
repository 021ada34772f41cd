import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What logs of visits, clicks and other contacts call their columns; see `orders.ts` for how the phrases are written. */
export const touchpoints: Record<FieldOf<'touchpoints'>, string> = {
  at: `timestamp, event time, event timestamp, event date, event datetime, occurred at, occurred on, event at, hit time, hit timestamp, visit time, visit date, visited at, session start, session start time, session date, server time, server timestamp, client time, log time, date time, datetime, action time, touch date, touchpoint date, touch time, interaction date, interaction time, click time, clicked at, viewed at, received at, sent at, first visit, date hour, date hour minute, visit start time, interaction at,
    zeitstempel, zeitpunkt, ereigniszeit, besuchszeit, besucht am, datum uhrzeit, horodatage, date de l evenement, date de visite, heure de visite, date et heure,
    marca de tiempo, fecha del evento, fecha y hora, fecha de visita, data evento, data dell evento, data e ora, data visita, data do evento, data e hora, data da visita, carimbo de data hora, tijdstempel, tijdstip, bezoekdatum, datum tijd
    | at, date, datum, fecha, data, time, day, tag, jour, dia, dag, created at, zeit, hour, week, month, monat, mois, mes, mese, maand, woche`,
  customer: `${common.customer}, customer user id | ${common.customerLoose}, userid, uid, distinct id, person, contact key, subscriber key`,
  customerEmail: common.customerEmail,
  visitor: `visitor, visitor id, anonymous id, client id, cookie, cookie id, device id, user pseudo id, ga client id, fullvisitorid, full visitor id, browser id, unique visitor id, fingerprint, distinct id, uuid, idvisitor, visitorid, amplitude id,
    besucher, besucher id, besucherkennung, visiteur, id visiteur, identifiant visiteur, visitante, id visitante, visitatore, id visitatore, id do visitante, bezoeker, bezoeker id
    | user, userid`,
  session: `session, session id, sessionid, visit id, visit, idvisit, session key, ga session id, session number, journey id, sitzung, sitzungs id, sitzungskennung, besuch, id de session, id session, visite, id visite, sesion, id de sesion, id sesion, visita,
    sessione, id sessione, id visita, sessao, id da sessao, id sessao, sessie, sessie id, bezoek`,
  event: `event, event name, event type, event action, action, action name, action type, activity, activity name, activity type, interaction, interaction type, touchpoint, touchpoint type, touch type, touch, event label, hit type, behavior, behaviour, behavior type, type of event, step, goal, funnel step, event category,
    ereignis, ereignisname, ereignistyp, aktion, aktivitat, aktivitaet, kontaktpunkt, evenement, nom de l evenement, type d evenement, point de contact, activite, evento, nombre del evento, nombre de evento, tipo de evento, accion, actividad, punto de contacto,
    nome evento, nome dell evento, tipo evento, tipo di evento, azione, attivita, punto di contatto, nome do evento, acao, atividade, ponto de contato, gebeurtenis, gebeurtenisnaam, actie, activiteit, contactpunt
    | type, name, status, label`,
  channel: `${common.channel}, source, medium, source medium, session source, session medium, session source medium, session default channel group, session default channel grouping, default channel grouping, first user source, first user medium, first user default channel group, utm source, utm medium, traffic source, referrer type, referrer, referer, referrer name, acquisition source, came from, network,
    quelle, herkunft, besuchsquelle, verweis, provenance, source de trafic, origine, referent, fuente, origen, fuente de trafico, procedencia, sorgente, provenienza, fonte, origem, fonte de trafego, bron, herkomst, verwijzer
    | platform, site, origin`,
  campaign: `${common.campaign}, utm campaign name, first user campaign, ad campaign, google ads campaign`,
  page: `page, page url, page path, page title, url, path, page location, landing page, screen, screen name, page name, page view, location, landing page query string, page path and screen class, page path query string and screen class, page title and screen class, page title and screen name, entry page, page referrer, request, request uri, uri, content,
    seite, seiten url, seitenpfad, seitentitel, zielseite, einstiegsseite, adresse der seite, chemin, page de destination, titre de la page, ecran, pagina, url de la pagina, ruta de la pagina, titulo de la pagina, pagina de destino, pantalla,
    url pagina, percorso pagina, titolo pagina, pagina di destinazione, schermata, url da pagina, caminho da pagina, titulo da pagina, tela, paginapad, paginatitel, landingspagina, scherm`,
  device: `device, device category, device type, device name, platform, operating system, os, browser, platform device category, user agent, client, device model,
    gerat, geraet, geratetyp, geratekategorie, plattform, betriebssystem, appareil, type d appareil, categorie d appareil, plateforme, dispositivo, tipo de dispositivo, categoria de dispositivo, plataforma, tipo di dispositivo, categoria dispositivo, piattaforma,
    categoria do dispositivo, apparaat, apparaattype, apparaatcategorie`,
  product: `${common.product}, item | ${common.productLoose}`,
  order: `${common.order}, ecommerce transaction id`,
  count: `count, event count, events, hits, sessions, visits, views, pageviews, page views, users, total users, active users, new users, clicks, nb visits, nb hits, nb actions, unique visitors, visitors, number of events, number of visits, unique pageviews, engaged sessions, interactions,
    anzahl, ereignisanzahl, sitzungen, besuche, aufrufe, seitenaufrufe, nutzer, besucher anzahl, nombre d evenements, visites, nombre de visites, pages vues, utilisateurs, nombre, recuento, numero de eventos, sesiones, visitas, paginas vistas, usuarios, vistas,
    conteggio, numero eventi, sessioni, visite, visualizzazioni, utenti, contagem, contagem de eventos, sessoes, visualizacoes, usuarios ativos, aantal, aantal gebeurtenissen, sessies, bezoeken, paginaweergaven, gebruikers`,
  value: `value, event value, revenue, total revenue, conversion value, goal value, purchase revenue, transaction revenue, item revenue, amount, total value, order value, price,
    wert, ereigniswert, umsatz, betrag, valeur, valeur de l evenement, revenu, montant, valor, valor del evento, ingresos, importe, valore, valore evento, entrate, ricavo, importo, valor do evento, receita, waarde, omzet, bedrag
    | total`,
  currency: common.currency
}
