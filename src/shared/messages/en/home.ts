/** Texts of the part of the interface that this file is named after. Values are texts, or functions of what they speak about. */
export const home = {} as const
