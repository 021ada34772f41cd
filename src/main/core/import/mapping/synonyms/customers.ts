import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What lists of customers call their columns; see `orders.ts` for how the phrases are written. */
export const customers: Record<FieldOf<'customers'>, string> = {
  customer: `${common.customer}, record id, lead id, person id, profile id, subscriber id, leid, euid, adressnummer, personennummer, identifiant
    | ${common.customerLoose}, id, no, nr, code, number, nummer, numero, reference, identificador, identificatore, identificativo`,
  customerName: `${common.customerName}, display name, contact | name, nom, nombre, nome, naam`,
  firstName: `first name, firstname, given name, forename, fname, customer first name, billing first name, contact first name,
    vorname, rufname, prenom, prenom client, nombre de pila, primer nombre, nome di battesimo, primeiro nome, voornaam, roepnaam
    | nombre, nome, first`,
  lastName: `last name, lastname, surname, family name, lname, customer last name, billing last name, contact last name,
    nachname, familienname, zuname, nom de famille, nom client, apellido, apellidos, primer apellido, cognome, sobrenome, apelido, ultimo nome, achternaam, familienaam
    | nom, last`,
  customerEmail: common.customerEmail,
  customerPhone: `phone, phone number, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone, cellphone, customer phone, billing phone, contact phone, phone no,
    default address phone, primary phone, whatsapp, sms,
    telefon, telefonnummer, tel nr, telefonnr, handy, handynummer, mobil, mobilnummer, mobiltelefon, rufnummer, festnetz,
    numero de telephone, no de telephone, portable, telephone portable, telephone mobile, telefono, numero de telefono, movil, celular, telefono movil,
    numero di telefono, cellulare, telefone, numero de telefone, telemovel, telefoonnummer, telefoon, mobiel, mobiele nummer, gsm`,
  company: `company, company name, organisation, organization, organisation name, organization name, business name, employer, billing company, default address company, associated company,
    firma, firmenname, unternehmen, firmenbezeichnung, betrieb, societe, entreprise, nom de la societe, raison sociale, empresa, nombre de la empresa, razon social, compania,
    azienda, ragione sociale, societa, nome da empresa, razao social, bedrijf, bedrijfsnaam, organisatie
    | account, account name`,
  country: `${common.country}, country region, default address country code, residence | market, nation`,
  region: `region, state, province, state province, state region, state code, province code, county, billing state, shipping state, default address province code, canton, department,
    bundesland, kanton, landkreis, departement, provincia, comunidad autonoma, estado, regione, regiao, distrito, provincie, gewest, gebiet, stato`,
  city: `city, town, customer city, billing city, shipping city, municipality, locality, default address city, place of residence,
    stadt, ort, wohnort, gemeinde, ville, commune, localite, ciudad, poblacion, localidad, municipio, citta, comune, localita, cidade, stad, plaats, woonplaats, gemeente`,
  postcode: `postcode, post code, postal code, zip, zip code, zipcode, zip postal code, customer zip, billing zip, billing postcode, billing postal code, shipping zip, default address zip,
    postleitzahl, plz, code postal, cp, codigo postal, cap, codice postale, codice avviamento postale, cep, codigo de endereco postal, postnummer`,
  registeredAt: `registered, registered at, registration date, registered on, date registered, sign up date, signup date, signed up, signed up at, sign up, sign up at, signup at, joined, joined at, join date, date joined,
    customer since, client since, member since, created, created at, created on, create date, creation date, date created, account created, account created at, first seen, first seen at, enrolment date, enrollment date, optin time, opt in date,
    subscribe date, subscribed at, since, first purchase date, dt customer, customer date,
    registriert am, registrierungsdatum, registriert, kunde seit, anmeldedatum, angelegt am, erstellt am, erstelldatum, mitglied seit, eintrittsdatum,
    date d inscription, date inscription, inscrit le, date de creation, cree le, client depuis, date d adhesion,
    fecha de registro, fecha registro, fecha de alta, fecha alta, cliente desde, fecha de creacion, registrado el,
    data di registrazione, data registrazione, registrato il, cliente dal, data di iscrizione, data iscrizione, data creazione,
    data de registo, data de registro, data de cadastro, data cadastro, data de inscricao, data de criacao, registrado em,
    registratiedatum, geregistreerd op, klant sinds, aanmelddatum, inschrijfdatum, aangemaakt op, lid sinds
    | date, date added, datum, fecha, data, timestamp`,
  channel: `${common.channel}, came through, acquired through, acquired by, how did you hear about us, heard about us, heard of us, lead source, original source, original traffic source, source, signup source, sign up source, acquisition source, referrer source, first touch channel,
    herkunft, quelle, gewonnen durch, provenance, origine, origen, procedencia, fuente, provenienza, origem, fonte, herkomst, bron
    | origin, medium, how heard`,
  newsletter: `newsletter, accepts marketing, accepts email marketing, email marketing, marketing consent, marketing opt in, email opt in, opt in, opted in, optin, subscribed, subscribed to newsletter, email subscribed, email subscription, newsletter opt in, marketing emails, can be contacted, consent, agreed to marketing,
    newsletter ja nein, newsletter abonniert, werbeeinwilligung, einwilligung, abonne newsletter, inscrit newsletter, consentement, acepta marketing, suscrito, boletin, consentimiento,
    iscritto newsletter, consenso marketing, consenso, aceita marketing, aceita newsletter, inscrito newsletter, consentimento, nieuwsbrief, toestemming
    | email consent, subscription`,
  referredBy: `referred by, referrer, referrer id, referrer customer id, referring customer, recommended by, invited by, referral, referral customer, referral code used,
    geworben von, geworben durch, empfohlen von, empfehlung durch, werber, parraine par, parrain, recommande par, recomendado por, referido por, invitado por,
    consigliato da, presentato da, indicado por, aanbevolen door, geworven door, aangebracht door`
}
