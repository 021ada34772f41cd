/** `1.234` that a workbook holds as a text: unlike its own numbers it may be a thousand and more. */
const ambiguous = /^[-+−]?[1-9]\d{0,2}\.\d{3}$/
const longest = 8

export function isAmbiguousText(text: string): boolean {
  return text.length <= longest && text.length >= 5 && ambiguous.test(text)
}
