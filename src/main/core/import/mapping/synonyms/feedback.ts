import type { FieldOf } from '../../../../../shared/model/kinds.ts'
import * as common from './common.ts'

/** What surveys and reviews call their columns; see `orders.ts` for how the phrases are written. */
export const feedback: Record<FieldOf<'feedback'>, string> = {
  feedback: `feedback id, feedback no, feedback number, response id, respondent id, survey response id, submission id, answer id, review id, review no, review number, comment id, rating id, survey id,
    antwort id, antwortnummer, bewertungs id, bewertungsnummer, rueckmeldung nr, id de reponse, id reponse, id du repondant, id avis, id de respuesta, id respuesta, id del encuestado, id de resena, id resena,
    id risposta, id recensione, id del rispondente, id da resposta, id resposta, id da avaliacao, antwoord id, respons id, beoordelings id
    | id, number, nr`,
  customer: `${common.customer}, respondent, reviewer id, reviewer, author id | ${common.customerLoose}, author, profile id, userid`,
  customerName: `${common.customerName}, respondent name, reviewer name, author name, reviewer, name des befragten, nom du repondant, nombre del encuestado, nome del rispondente, nome do respondente, naam respondent | name, author, profile name, nom, nombre, nome, naam, user name`,
  customerEmail: `${common.customerEmail}, respondent email, reviewer email`,
  at: `submitted at, submitted on, submit date, submission date, submission time, response date, responded at, responded on, answered at, answer date, survey date, survey completed, completed at, completion date, completion time, end date, date modified, date created, review date, reviewed at, review time, rating date, rated at, feedback date, feedback time, created at, created, posted at, post date, date of review, date submitted, date published, published at, review timestamp, reviews date, timestamp, unix review time, recorded date, received at,
    zeitstempel, bewertet am, bewertungsdatum, abgegeben am, antwortdatum, beantwortet am, umfragedatum, eingereicht am, erstellt am, horodateur, date de reponse, date de l avis, date avis, repondu le, date de soumission, date d evaluation, date du sondage, publie le,
    marca temporal, fecha de respuesta, fecha respuesta, fecha de resena, fecha de envio, fecha de la encuesta, fecha de valoracion, publicado el, informazioni cronologiche, data risposta, data della risposta, data recensione, data della recensione, data di invio, data valutazione, inviato il,
    carimbo de data hora, data da resposta, data resposta, data da avaliacao, data de envio, enviado em, tijdstempel, datum beoordeling, beoordelingsdatum, ingevuld op, datum ingevuld, antwoorddatum, ingediend op
    | date, datum, fecha, data, time, day, start date, jour, dia, dag, giorno`,
  type: `type, survey type, feedback type, survey, survey name, question type, metric, kind, survey title, questionnaire, question,
    umfrage, umfragetyp, art, art der umfrage, fragebogen, frage, type d enquete, enquete, sondage, type de sondage, question posee, tipo, tipo de encuesta, encuesta, cuestionario, pregunta, tipo di sondaggio, sondaggio, questionario, domanda,
    tipo de pesquisa, pesquisa, pergunta, inquerito, soort, type enquete, vragenlijst, vraag`,
  score: `score, rating, stars, star rating, points, nps, nps score, net promoter score, csat, csat score, ces, ces score, customer effort score, overall rating, overall score, satisfaction score, satisfaction rating, satisfaction, review rating, rating value, review score, reviews rating, likelihood to recommend, how likely are you to recommend us, recommendation score, grade, customer satisfaction, rate, rating stars, overall satisfaction,
    bewertung, sterne, punkte, note, punktzahl, weiterempfehlung, weiterempfehlungswahrscheinlichkeit, zufriedenheit, gesamtzufriedenheit, gesamtbewertung, etoiles, satisfaction globale, note globale, recommandation, evaluation, note de satisfaction,
    puntuacion, valoracion, estrellas, calificacion, puntaje, satisfaccion, nota, recomendacion, valoracion general, punteggio, valutazione, stelle, voto, soddisfazione, raccomandazione, valutazione complessiva,
    pontuacao, avaliacao, estrelas, classificacao, satisfacao, recomendacao, nota geral, beoordeling, sterren, cijfer, tevredenheid, aanbeveling, punten, waardering
    | value, answer, response, sentiment, mean sentiment rating, antwort, reponse, respuesta, risposta, resposta, antwoord`,
  scale: `scale, best rating, maximum, max score, max rating, out of, best score, scale max, highest score, skala, hochstwert, hoechstwert, maximalwert, echelle, note maximale, bareme, escala, maximo, puntuacion maxima, scala, massimo, punteggio massimo, escala maxima, pontuacao maxima, schaal, hoogste score`,
  title: `title, review title, headline, summary, review summary, reviews title, subject, heading, titel, uberschrift, betreff, titre, titre de l avis, objet, titulo, titulo de la resena, asunto, titolo, titolo recensione, oggetto, titulo da avaliacao, assunto, titel beoordeling, onderwerp, kop`,
  comment: `comment, comments, review, review text, review body, review content, reviews, reviews text, verified reviews, feedback, feedback text, customer feedback, text, message, verbatim, open answer, open ended response, open response, free text, additional comments, suggestions, what can we improve, how can we improve, why did you give this score, reason for score, customer comment, reviewtext, content, body, testimonial, other comments, do you have any other comments,
    kommentar, kommentare, rezension, rezensionstext, bewertungstext, freitext, anmerkung, anmerkungen, ruckmeldung, rueckmeldung, verbesserungsvorschlage, begrundung, commentaire, commentaires, avis, texte de l avis, remarques, remarque, texte libre, suggestions d amelioration, que pouvons nous ameliorer,
    comentario, comentarios, resena, texto de la resena, opinion, texto libre, sugerencias, observaciones, que podemos mejorar, commento, commenti, recensione, testo recensione, opinione, testo libero, suggerimenti, osservazioni, cosa possiamo migliorare,
    comentarios adicionais, avaliacao texto, texto da avaliacao, opiniao, sugestoes, observacoes, o que podemos melhorar, opmerking, opmerkingen, recensie, recensietekst, toelichting, vrije tekst, suggesties, commentaar, reactie
    | description, notes, note, answer, response, antwort, reponse, respuesta, risposta, resposta, antwoord, tweet, snippet`,
  order: common.order,
  ticket: `ticket id, ticket, ticket number, ticket no, case id, case number, case, conversation id, ticketnummer, ticket nr, vorgangsnummer, numero de ticket, id ticket, numero de caso, id caso, numero ticket, numero do chamado, numero de protocolo, zaaknummer, meldingsnummer`,
  product: `${common.product}, parent asin | ${common.productLoose}`,
  productName: `${common.productName}, variation, variant, clothing id name, product reviewed, reviewed product, bewertetes produkt, produit note, producto valorado, prodotto recensito, produto avaliado, beoordeeld product | ${common.productLoose}, class name, model`,
  channel: `${common.channel}, source, survey channel, collector, collector name, collected via, platform, via, medium, feedback source, review source, marketplace, quelle, umfragekanal, plattform, fuente, plataforma, fonte, piattaforma, bron, collecteur | collector id, site`
}
