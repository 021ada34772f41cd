import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What exports of a help desk call their columns; see `orders.ts` for how the phrases are written. */
export const tickets: Record<FieldOf<'tickets'>, string> = {
  ticket: `ticket id, ticket no, ticket nr, ticket number, ticket ref, ticket reference, ticket key, ticket, case id, case no, case number, case, incident id, incident number, incident no, incident, issue id, issue key, issue number, issue,
    request id, request number, request no, conversation id, conversation, enquiry id, inquiry id, complaint id, complaint number, claim number, claim id, display id, case reference,
    ticketnummer, ticketnr, ticket nummer, vorgangsnummer, vorgang, fallnummer, fall id, anfragenummer, anfrage id, meldungsnummer, stoerungsnummer, beschwerdenummer, reklamationsnummer,
    numero de ticket, numero ticket, n ticket, n de ticket, id ticket, numero de demande, id demande, numero de dossier, numero d incident, numero de reclamation,
    numero de tique, id de ticket, numero de caso, id caso, caso, numero de incidencia, id incidencia, incidencia, numero de reclamo, numero de solicitud, id solicitud,
    numero del ticket, id richiesta, numero richiesta, numero segnalazione, segnalazione, numero reclamo, numero pratica,
    numero do ticket, id do ticket, numero do chamado, chamado, id chamado, protocolo, numero de protocolo, numero da solicitacao, id da solicitacao,
    meldingsnummer, melding, zaaknummer, zaak, verzoeknummer, klachtnummer, incidentnummer
    | number, id, nummer, nr, no, key, reference, ref, numero, request`,
  customer: `${common.customer}, requester id, requester, caller id, caller, reporter id, reporter, submitter, end user id, raised by, reported by, opened for, requested by, melder, anfragesteller, demandeur, solicitante, richiedente, aanvrager
    | ${common.customerLoose}, contact, from, author`,
  customerName: `${common.customerName}, requester name, reporter name, caller name, end user, name des anfragestellers, nom du demandeur, nombre del solicitante, nome del richiedente, nome do solicitante, naam aanvrager | name, from, nom, nombre, nome, naam`,
  customerEmail: `${common.customerEmail}, requester email, reporter email, caller email, from email, sender email, sender, email du demandeur, correo del solicitante`,
  order: `${common.order} | purchase`,
  product: `${common.product} | ${common.productLoose}, asset, configuration item, cmdb ci`,
  productName: `${common.productName} | ${common.productLoose}`,
  openedAt: `opened, opened at, opened on, open date, date opened, created, created at, created on, created date, create date, created time, creation date, creation time, date created, ticket created, ticket created at, case created, submitted, submitted at, submission date, submitted on, reported, reported at, reported date, reported on, received, received at, received on, date received, logged at, raised at, requested at, request date, ticket date, incident date, start time, sys created at, conversation started at, initially created at,
    eroffnet, eroffnet am, geoeffnet am, erstellt, erstellt am, erstelldatum, erstellungsdatum, eingang, eingegangen am, eingangsdatum, angelegt am, gemeldet am, meldedatum, anfragedatum,
    ouvert le, date d ouverture, date ouverture, cree le, date de creation, date creation, recu le, date de reception, date de la demande, signale le,
    abierto, abierto el, fecha de apertura, fecha apertura, creado, creado el, fecha de creacion, fecha creacion, recibido el, fecha de recepcion, fecha de solicitud,
    aperto, aperto il, data di apertura, data apertura, creato il, data di creazione, data creazione, ricevuto il, data richiesta, data segnalazione,
    aberto em, data de abertura, data abertura, criado em, data de criacao, data criacao, recebido em, data da solicitacao,
    geopend, geopend op, openingsdatum, aangemaakt, aangemaakt op, aanmaakdatum, ontvangen op, gemeld op, meldingsdatum
    | date, datum, fecha, data, timestamp, time, at`,
  firstResponseAt: `first response, first response at, first responded at, first reply, first reply at, first replied at, first response date, first reply date, first response timestamp, first answered at, answered at, responded at, first response time, initial response at, first public reply at,
    erste antwort, erste antwort am, erstantwort, erstantwort am, erste reaktion, beantwortet am, premiere reponse, premiere reponse le, date de premiere reponse, repondu le, reponse le,
    primera respuesta, fecha de primera respuesta, fecha primera respuesta, respondido el, prima risposta, data prima risposta, data della prima risposta, risposto il,
    primeira resposta, data da primeira resposta, respondido em, eerste reactie, eerste antwoord, eerste reactie op, beantwoord op
    | response, response time, reply`,
  resolvedAt: `resolved, resolved at, resolved on, resolved date, resolution date, date resolved, resolved time, solved, solved at, solved on, date solved, solved date, completed at, completion date, fixed at, resolution time, time to resolution, finally resolved at,
    gelost, gelost am, geloest am, losungsdatum, loesungsdatum, erledigt, erledigt am, abgeschlossen am, behoben am,
    resolu, resolu le, date de resolution, date resolution, traite le, resuelto, resuelto el, fecha de resolucion, fecha resolucion, solucionado el, fecha de solucion,
    risolto, risolto il, data di risoluzione, data risoluzione, resolvido, resolvido em, data de resolucao, data da resolucao, solucionado em, data de solucao,
    opgelost, opgelost op, oplosdatum, datum opgelost, afgehandeld op
    | completed, done at, end time`,
  closedAt: `closed, closed at, closed on, closed date, close date, date closed, closed time, closing date, closure date,
    geschlossen, geschlossen am, schliessdatum, ferme, ferme le, date de fermeture, date fermeture, cloture le, date de cloture, cerrado, cerrado el, fecha de cierre, fecha cierre,
    chiuso, chiuso il, data di chiusura, data chiusura, fechado, fechado em, data de fecho, data de fechamento, data fechamento, encerrado em, data de encerramento, gesloten, gesloten op, sluitingsdatum
    | end date, ended at`,
  updatedAt: `updated, updated at, updated on, updated date, update date, last update, last updated, last updated at, last update time, last modified, last modified at, last modified date, modified, modified at, modified date, changed, changed at, last changed, event time, event date, event timestamp, state changed at, status changed at, status change date, changed on, change date, transition date, sys updated at,
    geandert, geandert am, aenderungsdatum, anderungsdatum, letzte anderung, letzte aenderung, aktualisiert am, zuletzt geandert, modifie le, date de modification, derniere modification, mis a jour le, derniere mise a jour,
    actualizado, actualizado el, fecha de actualizacion, ultima actualizacion, modificado el, fecha de modificacion, ultima modificacion, aggiornato il, data aggiornamento, data di aggiornamento, ultimo aggiornamento, modificato il, ultima modifica,
    atualizado em, data de atualizacao, ultima atualizacao, alterado em, gewijzigd, gewijzigd op, laatst gewijzigd, bijgewerkt op, laatste wijziging, wijzigingsdatum
    | timestamp, complete timestamp`,
  firstResponseTime: `first response time, first reply time, time to first response, time to first reply, first response duration, response time, reply time, initial response time, frt, first response in hours, first response in minutes, first reply time in minutes, first reply time in hours, first response time in hrs, minutes to first response, hours to first response, first response time business,
    erstantwortzeit, zeit bis zur ersten antwort, erste antwortzeit, reaktionszeit, antwortzeit, temps de premiere reponse, delai de premiere reponse, temps de reponse, delai de reponse,
    tiempo de primera respuesta, tiempo hasta la primera respuesta, tiempo de respuesta, tempo di prima risposta, tempo di risposta, tempo de primeira resposta, tempo ate a primeira resposta, tempo de resposta,
    eerste reactietijd, tijd tot eerste reactie, reactietijd, responstijd
    | wait time, waiting time`,
  resolutionTime: `resolution time, time to resolution, time to resolve, time to solve, handling time, handle time, resolution duration, ticket duration, full resolution time, first resolution time, time to close, resolution in hours, resolution in minutes, resolution time in hrs, resolution time in hours, resolution time in minutes, full resolution time in minutes, hours to resolution, minutes to resolution, days to resolve, ttr, cycle time, lead time,
    losungszeit, loesungszeit, bearbeitungszeit, bearbeitungsdauer, zeit bis zur losung, durchlaufzeit, temps de resolution, delai de resolution, duree de traitement, temps de traitement,
    tiempo de resolucion, tiempo hasta la resolucion, tiempo de solucion, tiempo de gestion, tempo di risoluzione, tempo di gestione, tempo de resolucao, tempo ate a resolucao, tempo de solucao,
    oplostijd, doorlooptijd, afhandeltijd, behandeltijd
    | duration, dauer, duree, duracion, durata, duracao, duur`,
  status: `status, ticket status, case status, state, ticket state, incident state, issue status, request status, status category, current status, new status, new state, status after, status to, to status, neuer status, nouveau statut, nuevo estado, nuovo stato, novo status, nieuwe status, ticketstatus, bearbeitungsstatus, vorgangsstatus, zustand,
    statut, statut du ticket, etat, etat du ticket, estado, estado del ticket, estado del caso, stato, stato del ticket, stato della richiesta, situacao, status do ticket, estado do ticket
    | activity, event, phase, stage`,
  reopens: `reopens, reopened, reopen count, reopened count, times reopened, number of reopens, reopenings, no of reopens, wiedereroffnungen, wieder geoffnet, anzahl wiedereroffnungen, reouvertures, nombre de reouvertures, reaperturas, numero de reaperturas, riaperture, numero riaperture, reaberturas, numero de reaberturas, heropeningen, aantal heropeningen, heropend`,
  reassignments: `reassignments, reassignment count, reassigned, assignments, handed on, number of reassignments, times reassigned, assignee stations, transfers, transfer count, hand offs, handoffs, weiterleitungen, anzahl weiterleitungen, ubergaben, neuzuweisungen, reaffectations, nombre de reaffectations, transferts, reasignaciones, numero de reasignaciones, transferencias, riassegnazioni, trasferimenti, reatribuicoes, reencaminhamentos, overdrachten, aantal overdrachten, hertoewijzingen
    | group stations`,
  replies: `replies, reply count, number of replies, messages, message count, number of messages, agent replies, agent interactions, interactions, public replies, comments count, touches, contacts, no of replies, response count, total replies, agent touches,
    antworten, anzahl antworten, anzahl nachrichten, nachrichten, reponses, nombre de reponses, nombre de messages, echanges, respuestas, numero de respuestas, numero de mensajes, mensajes, risposte, numero di risposte, numero risposte, messaggi,
    respostas, numero de respostas, numero de mensagens, aantal reacties, aantal berichten, reacties`,
  channel: `channel, contact channel, ticket channel, support channel, contact type, source, ticket source, via, contact method, submitted via, origin, case origin, medium, source channel, communication channel, intake channel,
    kanal, kontaktkanal, eingangskanal, kontaktart, quelle, herkunft, canal, canal de contact, origine, canal de contacto, origen, via de contacto, canale, canale di contatto, provenienza, canal de contato, origem, kanaal, contactkanaal, bron
    | contact, type`,
  category: `category, ticket category, ticket type, type, case type, case category, issue type, issue category, request type, incident type, topic, reason, contact reason, ticket form, problem type, problem category, complaint type, case reason, inquiry type, enquiry type, product issue,
    kategorie, ticketkategorie, tickettyp, anfragetyp, anfrageart, thema, grund, problemart, kontaktgrund, art der anfrage, categorie, categorie du ticket, type de demande, type de ticket, motif, theme, sujet de contact,
    categoria, categoria del ticket, tipo de solicitud, tipo de ticket, tipo de caso, motivo, tema, tipo, categoria della richiesta, tipo di richiesta, tipologia, categoria do ticket, tipo de chamado, tipo de solicitacao, assunto categoria,
    tickettype, type melding, soort, onderwerpcategorie, reden
    | tags, tag, group, issue, label, labels`,
  subcategory: `subcategory, sub category, ticket subcategory, subtype, sub type, subtopic, second category, sub issue, detailed reason, symptom, item,
    unterkategorie, subkategorie, sous categorie, sous theme, subcategoria, sub categoria, subtipo, sottocategoria, sotto categoria, subcategorie`,
  priority: `priority, ticket priority, case priority, issue priority, urgency, severity, importance, prio, prioritat, prioritaet, dringlichkeit, wichtigkeit, schweregrad, priorite, urgence, gravite, severite, prioridad, urgencia, gravedad, severidad, priorita, urgenza, gravita, prioridade, urgencia do ticket, gravidade, prioriteit, urgentie, ernst`,
  agent: `agent, agent name, agent id, assignee, assignee name, assignee id, assigned to, assigned agent, handled by, owner, ticket owner, case owner, resolved by, support agent, representative, rep, technician, operator, employee, teammate assigned, teammate currently assigned, responder,
    bearbeiter, sachbearbeiter, zustandig, zustaendig, zugewiesen an, mitarbeiter, verantwortlich, bearbeitet von, agent assigne, assigne a, attribue a, traite par, conseiller, responsable, agente, asignado a, agente asignado, atendido por, gestionado por,
    assegnato a, operatore, gestito da, agente assegnato, incaricato, atribuido a, agente responsavel, responsavel, atendente, behandelaar, medewerker, toegewezen aan, behandeld door
    | user, staff, responsible`,
  team: `team, group, assignment group, support group, team name, group name, assigned group, assigned team, department, queue, support team, team assigned, resolver group, support level, tier, level,
    gruppe, abteilung, supportgruppe, warteschlange, bearbeitergruppe, equipe, groupe, service, groupe assigne, file d attente, equipo, grupo, departamento, grupo asignado, cola,
    squadra, gruppo, reparto, gruppo assegnato, coda, grupo responsavel, fila, groep, afdeling, wachtrij
    | org`,
  subject: `subject, ticket subject, title, ticket title, summary, short description, headline, case subject, issue summary, topic line, subject line,
    betreff, titel, kurzbeschreibung, zusammenfassung, objet, titre, sujet, resume, intitule, asunto, titulo, resumen, oggetto, titolo, riassunto, assunto, resumo, onderwerp, korte omschrijving, samenvatting`,
  message: `message, description, ticket description, body, content, details, ticket body, text, complaint, customer message, inquiry text, enquiry text, issue description, problem description, comment, comments, conversation text, consumer complaint narrative, ticket details, ticket text,
    nachricht, beschreibung, text der anfrage, anfragetext, problembeschreibung, inhalt, mitteilung, description du probleme, contenu, texte, message client, descripcion, mensaje, texto, detalle, descripcion del problema, contenido,
    messaggio, descrizione, testo, contenuto, dettagli, mensagem, descricao, conteudo, detalhes, texto da mensagem, bericht, omschrijving, beschrijving, inhoud, klachttekst
    | document, utterance`,
  rating: `rating, satisfaction rating, customer satisfaction rating, satisfaction score, satisfaction, csat, csat score, customer rating, ticket rating, survey score, survey rating, customer satisfaction, customer satisfaction score, ticket satisfaction rating, conversation rating,
    bewertung, zufriedenheit, kundenzufriedenheit, zufriedenheitswert, note, satisfaction client, note de satisfaction, evaluation, valoracion, satisfaccion, puntuacion, calificacion, satisfaccion del cliente, nota de satisfaccion,
    valutazione, soddisfazione, punteggio, voto, avaliacao, satisfacao, nota, pontuacao, satisfacao do cliente, beoordeling, tevredenheid, klanttevredenheid, score, cijfer`,
  slaMet: `sla met, made sla, within sla, sla achieved, sla kept, sla compliant, sla compliance, in sla, sla status, sla ok, promise kept, on time, first response status, resolution status, sla respected,
    sla eingehalten, sla erfullt, frist eingehalten, termingerecht, sla respecte, delai respecte, dans les delais, sla cumplido, dentro de sla, a tiempo, sla rispettato, entro sla, nei tempi, sla cumprido, dentro do sla, no prazo, sla gehaald, binnen sla, op tijd`
}
