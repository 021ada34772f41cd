import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What lists of subscriptions and their use call their columns; see `orders.ts` for how the phrases are written. */
export const subscriptions: Record<FieldOf<'subscriptions'>, string> = {
  subscription: `subscription id, subscription, subscription no, subscription number, sub id, contract id, contract, contract number, contract no, membership id, membership number, licence id, license id, license key, policy number, policy id, plan subscription id, agreement number,
    abonnement, abonnementnummer, abo nummer, abo nr, abo id, abonummer, vertragsnummer, vertrag, vertrags id, vertragsnr, mitgliedschaft, mitgliedschaftsnummer, policennummer, lizenznummer, numero d abonnement, id abonnement, numero de contrat, contrat, id contrat,
    suscripcion, id de suscripcion, id suscripcion, numero de suscripcion, contrato, numero de contrato, id contrato, abbonamento, id abbonamento, numero abbonamento, contratto, numero contratto, id contratto,
    assinatura, id da assinatura, id assinatura, numero da assinatura, subscricao, numero do contrato, abonnements id, contractnummer, contract id, lidmaatschap, lidmaatschapsnummer, polisnummer
    | id, number, nr`,
  customer: `${common.customer} | ${common.customerLoose}, subscriber, subscriber id, abonnent, abonne, suscriptor, abbonato, assinante, abonnee`,
  customerName: `${common.customerName}, subscriber name | name, nom, nombre, nome, naam`,
  customerEmail: common.customerEmail,
  plan: `plan, plan name, plan id, subscription plan, subscription type, tier, package, subscription tier, membership type, membership level, pricing plan, contract type, price name, edition, bundle, subscription name, account type,
    tarif, tarifname, abo, abotyp, abonnementtyp, paket, vertragsart, produktpaket, mitgliedschaftstyp, formule, forfait, type d abonnement, offre, nom du forfait, plan de suscripcion, tipo de suscripcion, tipo de plan, paquete, tarifa, nombre del plan,
    piano, tipo di abbonamento, tipo abbonamento, pacchetto, tariffa, nome piano, plano, tipo de assinatura, plano de assinatura, pacote, nome do plano, abonnementsvorm, abonnementstype, pakket, abonnement type
    | level, type, product`,
  product: `${common.product} | ${common.productLoose}`,
  status: `status, subscription status, state, contract status, subscription state, membership status, account status, is active, active, churned, cancelled, canceled,
    abostatus, vertragsstatus, zustand, aktiv, gekundigt, statut, statut de l abonnement, etat, actif, resilie, estado, estado de la suscripcion, activo, activa, cancelado, stato, stato abbonamento, attivo, disdetto, situacao, status da assinatura, ativo, ativa, cancelada, actief, opgezegd, abonnementsstatus
    | churn, attrition`,
  startedAt: `started, started at, start, start date, started on, start time, subscription start, subscription start date, begin, begin date, begins on, activated at, activation date, created, created at, created on, created utc, start date utc, signup date, sign up date, subscribed at, subscription date, valid from, contract start, current period start, trial start, joined, join date, from,
    beginn, startdatum, start am, abobeginn, abo beginn, vertragsbeginn, laufzeitbeginn, aktiviert am, abgeschlossen am, gultig ab, gueltig ab, von, debut, date de debut, debut de l abonnement, date d activation, date de souscription, souscrit le, commence le, valable du,
    inicio, fecha de inicio, fecha inicio, inicio de la suscripcion, fecha de alta, fecha de suscripcion, activado el, valido desde, desde, data di inizio, data inizio, inizio abbonamento, data di attivazione, data attivazione, attivato il, valido dal, dal,
    data de inicio, inicio da assinatura, data de inicio da assinatura, data de ativacao, ativado em, data da assinatura, valido de, start abonnement, begindatum, ingangsdatum, geactiveerd op, geldig vanaf, vanaf
    | date, datum, fecha, data`,
  endedAt: `ended, ended at, end, end date, ended on, end time, subscription end, subscription end date, expires, expires at, expiry date, expiration date, expires on, cancelled at, canceled at, cancelled on, canceled on, cancelled, canceled, gekundigt, gekuendigt, resilie, cancelado, cancelada, disdetto, opgezegd, canceled at utc, cancellation date, cancel date, termination date, terminated at, churn date, churned at, valid until, valid to, contract end, current period end, ended at utc, renewal date, to,
    ende, enddatum, aboende, abo ende, vertragsende, laufzeitende, gekundigt am, kuendigungsdatum, kundigungsdatum, gekuendigt am, gultig bis, gueltig bis, ablaufdatum, bis, fin, date de fin, fin de l abonnement, date d expiration, expire le, date de resiliation, resilie le, valable jusqu au,
    fecha de fin, fecha fin, fin de la suscripcion, fecha de baja, fecha de cancelacion, cancelado el, fecha de vencimiento, valido hasta, hasta, data di fine, data fine, fine abbonamento, data di scadenza, scadenza, data di disdetta, data disdetta, disdetto il, valido fino al,
    data de fim, data final, data de termino, fim da assinatura, data de cancelamento, cancelado em, data de expiracao, vencimento, valido ate, einddatum, einde abonnement, opgezegd op, opzegdatum, verloopdatum, geldig tot, vervaldatum
    | closed at`,
  period: `period, usage date, usage month, usage period, billing period, billing month, month, reporting month, period start, usage day, activity date, activity month, invoice month, week,
    zeitraum, monat, abrechnungsmonat, abrechnungszeitraum, nutzungsmonat, nutzungsdatum, periode, mois, mois de facturation, periode de facturation, mois d utilisation, periodo, mes, periodo de facturacion, mes de uso, fecha de uso, mese, periodo di fatturazione, mese di utilizzo, data di utilizzo,
    periodo de faturamento, data de uso, maand, gebruiksmaand, factuurperiode, gebruiksdatum
    | date, day`,
  price: `price, plan price, amount, plan amount, mrr, monthly charge, monthly charges, monthly fee, monthly price, recurring amount, subscription price, fee, unit amount, rate, subscription amount, monthly revenue, recurring charge, subscription fee, arr, annual fee, total price,
    preis, monatspreis, monatsbeitrag, beitrag, gebuhr, gebuehr, grundgebuhr, monatliche gebuhr, betrag, prix, tarif mensuel, montant, mensualite, prix mensuel, prix de l abonnement, frais mensuels,
    precio, cuota, cuota mensual, importe, precio mensual, mensualidad, tarifa mensual, prezzo, canone, canone mensile, prezzo mensile, importo, quota mensile, preco, mensalidade, valor, preco mensal, valor mensal, valor da assinatura, prijs, maandbedrag, maandprijs, bedrag, abonnementsprijs, contributie
    | total, cost, charge, value`,
  currency: common.currency,
  interval: `interval, plan interval, billing interval, billing cycle, billing frequency, frequency, term, contract term, payment frequency, billing period unit, cycle, renewal period, recurrence,
    intervall, abrechnungsintervall, zahlungsweise, zahlungsintervall, laufzeit, turnus, zahlungsrhythmus, intervalle, periodicite, frequence, frequence de facturation, duree d engagement, intervalo, periodicidad, frecuencia, frecuencia de pago, ciclo de facturacion,
    intervallo, periodicita, frequenza, frequenza di fatturazione, ciclo di fatturazione, periodicidade, frequencia, ciclo de faturamento, frequencia de cobranca, termijn, betaalfrequentie, betaaltermijn, facturatiefrequentie, looptijd`,
  quantity: `seats, quantity, licences, licenses, number of seats, number of licences, users, user count, number of users, units, qty, seat count, license count,
    platze, lizenzen, anzahl lizenzen, anzahl nutzer, nutzer, menge, anzahl, licences utilisateurs, nombre de licences, utilisateurs, nombre d utilisateurs, quantite, asientos, licencias, numero de licencias, usuarios, numero de usuarios, cantidad,
    postazioni, licenze, numero licenze, utenti, numero utenti, quantita, assentos, licencas, numero de licencas, numero de usuarios ativos, quantidade, licenties, aantal licenties, gebruikers, aantal gebruikers, aantal, plaatsen`,
  usage: `usage, used, usage quantity, usage amount, units used, usage count, total usage, consumption, data used, data usage, minutes used, api calls, calls, logins, active days, sessions, hours used, events used, quantity used, gb used, storage used,
    nutzung, verbrauch, verbraucht, genutzt, nutzungsmenge, anzahl nutzungen, utilisation, consommation, utilise, unites consommees, volume utilise, uso, consumo, usado, utilizado, cantidad usada, unidades consumidas,
    utilizzo, consumi, utilizzato, unita consumate, quantita utilizzata, utilizacao, quantidade utilizada, unidades usadas, gebruik, verbruik, gebruikt, verbruikt
    | quantity, volume, amount used, count`,
  limit: `limit, usage limit, quota, allowance, included, included units, included quantity, plan limit, cap, max usage, maximum usage, entitlement,
    kontingent, inklusivmenge, inklusivvolumen, grenze, freimenge, obergrenze, maximalverbrauch, limite, forfait inclus, plafond, volume inclus, limite d utilisation, cuota incluida, limite de uso, maximo incluido, incluido, cupo,
    limite di utilizzo, quota inclusa, soglia, massimale, limite de utilizacao, franquia, incluso, limiet, gebruikslimiet, tegoed, inbegrepen`
}
