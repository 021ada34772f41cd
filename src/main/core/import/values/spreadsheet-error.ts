/**
 * What formulas that failed leave in their cells, in English, German, French, Spanish, Italian, Portuguese and Dutch. `#N/A` and
 * `#NULL!` are not here: they are also how programs write "unknown".
 */
const errors = new Set(
  `#REF! #NAME? #VALUE! #DIV/0! #NUM! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! #PYTHON! #EXTERNAL! #TIMEOUT! #GETTING_DATA #ERROR!
  #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #VALEUR! #NOM? #NOMBRE! #PROPAGATION! #¡REF! #¡VALOR! #¿NOMBRE? #¡DIV/0! #¡NUM! #¡DESBORDAMIENTO!
  #RIF! #VALORE! #NOME? #VALOR! #NÚM! #VERW! #WAARDE! #NAAM? #GETAL! #DEEL/0!`.split(/\s+/)
)
const longest = Math.max(...[...errors].map((error) => error.length))

/** Whether a text is the error of a formula. */
export function isSpreadsheetError(text: string): boolean {
  return text.charCodeAt(0) === 35 && text.length <= longest && errors.has(text)
}
