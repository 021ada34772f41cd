/** Texts that the core speaks: see the file's name. Values are texts, or functions of what they speak about. */
export const jobs = {} as const
