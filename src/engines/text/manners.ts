/** How letters begin, end and ask politely, language by language, beside English (`courtesies.ts`); all patterns are of text in lower case. */

interface Manners {
  /** What a letter begins with. */
  hello: string
  /** Whom it is addressed to, beside names. */
  addressees: string
  /** Sentences that are nothing but manners. */
  formulas: readonly string[]
  /** Said within sentences for politeness's sake. */
  please: string
}

const german: Manners = {
  hello: 'hallo|guten (?:tag|morgen|abend)|servus|moin|gr(?:ü|ue)(?:ß|ss) gott|sehr geehrte[rsn]?|liebe[rsn]?|werte[rsn]?',
  addressees: 'damen herren herr frau und kundenservice kundendienst zusammen leute',
  formulas: [
    '(?:vielen |besten |herzlichen |lieben |schönen )?dank(?: im voraus| schon mal| nochmals?)?(?: für (?:ihre|eure|deine|die) (?:schnelle )?(?:hilfe|antwort|mühe|unterstützung|rückmeldung|geduld|bemühungen))?(?: im voraus)?',
    'danke(?: schön| sehr| vielmals| im voraus| schon mal| nochmals?)*(?: für (?:ihre|eure|deine|die) (?:schnelle )?(?:hilfe|antwort|mühe|unterstützung|rückmeldung|geduld))?',
    '(?:mit )?(?:(?:freundliche|beste|herzliche|liebe|viele|schöne|sonnige)n?(?: und (?:freundliche|beste|herzliche|liebe)n?)? )?gr(?:ü|ue|u)(?:ß|ss)(?:en?)?|mfg|lg|vg',
    '(?:ich )?freue mich (?:auf|über) (?:ihre|eure|deine|eine) (?:baldige |schnelle )?(?:antwort|rückmeldung)',
    '(?:über|auf) (?:eine|ihre|eure) (?:baldige |schnelle )?(?:antwort|rückmeldung) (?:würde|freue) ich mich(?: sehr)?(?: freuen)?',
    '(?:ich )?(?:wünsche )?(?:ihnen |euch |dir )?(?:noch )?(?:einen )?(?:schönen|guten) (?:tag|abend|sonntag|feierabend)(?: noch)?|schönes wochenende|(?:eine )?schöne woche(?: noch)?',
    '(?:ich )?bitte um (?:ihre |eure |eine )?(?:hilfe|rückmeldung|antwort)'
  ],
  please: 'bitte'
}

const french: Manners = {
  hello: 'bonjour|bonsoir|salut|ch(?:er|ère)s?|madame|monsieur|mesdames|messieurs',
  addressees: 'madame monsieur mesdames messieurs équipe et',
  formulas: [
    "(?:un grand |mille )?merci(?: beaucoup| bien| infiniment| encore)?(?:,? (?:d'|par )avance)?(?: (?:de|pour) (?:votre|vos|ton|ta|l')\\s?(?:aide|réponses?|retour|patience|compréhension|attention|conseils?))?(?:,? (?:d'|par )avance)?",
    '(?:bien |très )?cordialement(?: vôtre)?|sincèrement|amicalement|respectueusement|bien à (?:vous|toi)|à bientôt',
    '(?:avec )?(?:mes |nos )?(?:meilleures|sincères|cordiales|respectueuses) salutations|salutations(?: distinguées| cordiales)?',
    "(?:je vous prie|nous vous prions|veuillez) (?:d')?(?:agréer|recevoir|croire).*",
    "dans l'attente de (?:votre|vos|ta) (?:réponse|retour|nouvelles)|au plaisir de vous lire",
    '(?:je vous souhaite )?(?:une )?(?:bonne|belle) (?:journée|soirée|semaine)|bon week-end'
  ],
  please: "s'il (?:vous|te) pla[iî]t|svp|stp"
}

const spanish: Manners = {
  hello: 'hola|buen(?:os|as)? (?:d[ií]as?|tardes|noches)|buenas|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?',
  addressees: 'señor señora señores señoras equipo y',
  formulas: [
    '(?:muchas |muchísimas |mil )?gracias(?: de antemano| por adelantado| de nuevo)?(?: por (?:su|vuestra|tu|la) (?:ayuda|respuesta|atención|apoyo|paciencia|comprensión))?(?: de antemano)?',
    '(?:un |reciban? un )?(?:cordial |atento |afectuoso )?saludos?(?: cordial(?:es)?| a todos)?|atentamente|cordialmente|un abrazo',
    '(?:quedo|quedamos) (?:a la espera|atent[oa]s?)(?: (?:de|a) (?:su|tu|vuestra) respuesta)?|(?:espero|esperamos|en espera de|a la espera de) (?:su|tu|vuestra) (?:pronta )?respuesta',
    '(?:que )?(?:tengan?|tengas|pasen?) (?:un )?(?:buen|feliz) (?:día|tarde|fin de semana)|(?:feliz|buen) (?:día|tarde|fin de semana)'
  ],
  please: 'por favor'
}

const italian: Manners = {
  hello:
    'buon ?giorno|buona ?sera|buon pomeriggio|salve|ciao|gentil(?:e|i|issim[oaie])|egregi[oa]?|car[oai]|spett(?:abile|\\.le|\\.)|pregiat[oaie]',
  addressees: 'signor signora signori servizio clienti e',
  formulas: [
    "(?:mille |molte |tante |vi ringrazio e )?grazie(?: mille| tante| infinite| ancora)?(?: in anticipo)?(?: per (?:il|la|l'|i)\\s?(?:vostr[oa] |su[oa] |tu[oa] )?(?:aiuto|risposta|supporto|attenzione|pazienza|disponibilità|collaborazione))?(?: in anticipo)?",
    '(?:i miei |con i )?(?:più )?(?:cordiali|distinti|cari|migliori) saluti|cordialmente|saluti|un saluto|a presto',
    '(?:resto |rimango )?in attesa di (?:un |una )?(?:vostr[oa]|su[oa]|tu[oa]|gentile|cortese) (?:riscontro|risposta)|attendo (?:un |una )?(?:vostr[oa] |su[oa] )?(?:riscontro|risposta)',
    '(?:vi auguro |le auguro )?(?:una )?buona (?:giornata|serata|settimana)|buon fine settimana'
  ],
  please: 'per (?:favore|cortesia|piacere)|cortesemente|gentilmente'
}

const portuguese: Manners = {
  hello: 'olá|ola|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s|estimad[oa]s?|ex(?:celentíssi)?m[oa]s?\\.?',
  addressees: 'senhor senhora senhores equipe equipa e',
  formulas: [
    '(?:muito |muit[oa] )?obrigad[oa](?: desde já| mais uma vez| antecipadamente)?(?: pel[oa] (?:vossa |sua |tua )?(?:ajuda|resposta|atenção|apoio|compreensão|paciência))?(?: desde já)?|desde já,? (?:muito )?obrigad[oa]|agradeço desde já',
    '(?:com )?(?:os )?(?:meus )?(?:melhores )?cumprimentos|atenciosamente|cordialmente|(?:um )?abraços?|até breve',
    '(?:fico|ficamos|aguardo|aguardamos)(?: a aguardar| no aguardo| à espera)?(?: d)?(?: ?[ao])? ?(?:vossa |sua )?(?:resposta|retorno)',
    '(?:tenha|tenham|continuação de|uma?) (?:um )?(?:bom|boa|ótimo) (?:dia|tarde|semana|fim de semana)|bom fim de semana|boa semana'
  ],
  please: 'por (?:gentileza|favor)|se faz favor'
}

const dutch: Manners = {
  hello: 'hallo|hoi|goede(?:morgen|middag|navond|ndag)|goede (?:morgen|middag|avond|dag)|beste|geachte|lieve',
  addressees: 'heer mevrouw meneer dames heren klantenservice mensen allemaal en',
  formulas: [
    '(?:alvast |heel |hartelijk |erg |hartstikke )*(?:bedankt|dank(?: je| u)?(?: wel)?|dankjewel|dankuwel)(?: alvast| bij voorbaat)?(?: voor (?:uw|je|jullie|de) (?:snelle )?(?:hulp|antwoord|reactie|moeite|geduld|begrip))?(?: alvast)?',
    '(?:met )?(?:vriendelijke|hartelijke|beste|warme|lieve|veel) groet(?:en|jes)?|groet(?:en|jes)?|mvg|hoogachtend',
    '(?:ik )?(?:hoor|kijk uit naar|zie uit naar)(?: graag)? (?:van (?:u|je|jullie)|(?:uw|je|jullie) (?:antwoord|reactie))',
    '(?:ik wens (?:u|je|jullie) )?(?:nog )?(?:een )?(?:fijne|prettige) (?:dag|avond|week)(?: nog| verder)?|(?:een )?(?:fijn|prettig) weekend'
  ],
  please: 'alstublieft|alsjeblieft|aub|a\\.u\\.b\\.'
}

export const manners: readonly Manners[] = [german, french, spanish, italian, portuguese, dutch]

/** Words that say in what mood somebody writes, greet, or say no more than that something is asked; in the seven languages. They are no matter. */
const mood = new Set(
  `hi hey hello greetings morning afternoon evening friendly kind kindly polite question ask asking asked wonder wondering wondered curious advice advise hint
  help helping helpful assist assistance quick quickly formality grateful appreciate appreciated hope hoping hoped glad happy pleased love lovely
  nice great good fine wonderful wonderfully perfect amazing awesome excellent sadly unfortunately sorry sad bad annoyed annoying angry upset disappointed disappointing
  disappointment unacceptable terrible awful horrible frustrated frustrating honest honestly forward hear regard wish thankful
  hallo guten morgen abend freundlich freundliche freundlichen freundlicher frage fragen tipp hilfe helfen danke dank grüße grüßen gruß gruss
  gerne gern schön schöne schönen lieb liebe lieber leider ärgerlich enttäuscht enttäuschend gut gute super toll bitte kurz kurze neugierig damen herren geehrte
  bonjour bonsoir salut merci cordialement salutations question questions conseil conseils aide aider gentil gentille aimable aimables amicale petite curieux malheureusement
  déçu déçue bon bonne bien beau belle journée soirée madame monsieur plaît
  hola gracias saludo saludos buenos buenas día días tardes pregunta preguntas consulta duda dudas consejo ayuda ayudar amable rápida lamentablemente desgraciadamente
  contento contenta decepcionado decepcionada bueno buena favor estimado estimados estimada
  buongiorno buonasera salve ciao grazie saluti domanda domande consiglio consigli aiuto aiutare gentile gentili cordiali distinti curiosità purtroppo contento deluso delusa
  buono buona giornata favore cortesia
  olá oi bom boa dia noite obrigado obrigada cumprimentos pergunta perguntas dúvida conselho ajuda ajudar gentileza infelizmente desapontado desiludido caros prezados
  hoi goedemorgen goedemiddag goedenavond bedankt dank groet groeten vraag vraagje vragen advies hulp helpen vriendelijk vriendelijke vriendelijkste graag helaas
  teleurgesteld teleurstellend mooi fijn fijne goed goede geachte beste nieuwsgierig korte`.split(/\s+/)
)

/** Whether a word says no more than a mood, a greeting, or that something is asked. @param word in lower case */
export const saysMoodAlone = (word: string): boolean => mood.has(word)
