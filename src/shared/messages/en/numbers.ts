const words = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
  'Thirteen',
  'Fourteen',
  'Fifteen'
] as const

/** `Five`: a small number at the head of a sentence. */
export const numberWord = (n: number): string => words[n] ?? String(n)
